using System.Globalization;
using CsCheck;
using OptionAuctions.Auctions;

namespace OptionAuctions.Tests.Auctions;

/// <summary>What is counted record by record against the same figures worked out at the end from all records, by their definitions.</summary>
public sealed class AuctionPathModelSpecs
{
    private const int Paths = 100_000;
    private static readonly TimeSpan[] Windows = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)];

    // Prices in won, 0 for none; waits in milliseconds, many of them none, as in a batch.
    private static readonly Gen<(int Wait, int Price)[]> Script =
        Gen.Select(
                Gen.Frequency((2, Gen.Const(0)), (5, Gen.Int[1, 4_000]), (1, Gen.Int[4_001, 90_000])),
                Gen.Frequency((1, Gen.Const(0)), (9, Gen.Int[1, 400].Select(step => step * 10))))
            .Array[1, 40];

    [Theory]
    [InlineData("en-US", 9)]
    [InlineData("tr-TR", 0)]
    [InlineData("ar-SA", -5)]
    [InlineData("ko-KR", 14)]
    public void Incremental_figures_are_those_of_all_records_together(string culture, int hostZone) =>
        Gen.Select(Script, Gen.Int[0, 30_000]).Sample(
            (script, after) =>
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var offset = TimeSpan.FromHours(hostZone);
                var began = Some.Morning.ToOffset(offset);
                var ticks = AuctionPath.Ticks(began);
                var call = new AuctionCall(1, ticks, ticks, IsWhole: true, new PathWindows(Windows));
                var now = new PathNow { Until = ticks, Price = Won.None.Hundredths };
                var moved = new PriceMovement { AveragedUntil = ticks };
                var at = began;
                var records = new List<(DateTimeOffset At, int Price)>();
                foreach (var (wait, price) in script)
                {
                    at = at.AddMilliseconds(wait);
                    records.Add((at, price));
                    now.Add(price == 0 ? Won.None : Won.Of(price), AuctionPath.Ticks(at), call.Windows, ref moved);
                }

                var path = new AuctionPath(call, now, moved);
                var whole = new Recomputed(records);
                whole.Check(path, at);
                whole.Check(path.At(at.AddMilliseconds(after)), at.AddMilliseconds(after));
            },
            iter: Paths / 4);

    private sealed class Recomputed(List<(DateTimeOffset At, int Price)> records)
    {
        public void Check(in AuctionPath path, DateTimeOffset now)
        {
            var prices = records.Where(r => r.Price > 0).Select(r => r.Price).ToArray();
            Assert.Equal((records.Count, records.Count - prices.Length), (path.Revisions, path.Unmatched));
            if (prices.Length > 0)
                Assert.Equal((prices[0], prices[^1], prices.Max(), prices.Min()), (In(path.First), In(path.Last), In(path.High), In(path.Low)));
            else Assert.False(path.First.HasValue || path.Last.HasValue || path.High.HasValue || path.Low.HasValue);
            Assert.Equal(Reversals(prices), path.Reversals);
            Assert.Equal(Changed(), path.ChangedAt);

            Check(path.Call, double.PositiveInfinity, now);
            for (var i = 0; i < Windows.Length; i++) Check(path.Window(i), Windows[i].TotalSeconds, now);

            var (mean, dispersion, weight) = Moments(10, now);
            var tick = records[^1].Price is var current && current > 0 ? TickGrid.Options.StepAt(current) : 0;
            Near(tick == 0 || mean is null ? 0 : weight / 10 / (1 + (dispersion!.Value / tick)), path.Convergence, 1e-7);
            Assert.InRange(path.Convergence, 0, 1);
        }

        private void Check(TimeWeighted window, double tau, DateTimeOffset now)
        {
            var (mean, dispersion, weight) = Moments(tau, now);
            Assert.Equal(mean is null, window.Mean is null);
            if (mean is null) return;
            Near(mean.Value, window.Mean!.Value, 1e-9 * mean.Value);
            Near(dispersion!.Value, window.Dispersion!.Value, 1e-6 + (1e-9 * dispersion.Value));
            if (double.IsFinite(tau)) Near(weight / tau, window.Coverage, 1e-9);
        }

        /// <summary>The integrals of the definition, over the stretches in which one price stood.</summary>
        private (double? Mean, double? Dispersion, double Weight) Moments(double tau, DateTimeOffset now)
        {
            var stretches = new List<(double Weight, double Price)>();
            for (var i = 0; i < records.Count; i++)
            {
                var (from, to) = (records[i].At, i + 1 < records.Count ? records[i + 1].At : now);
                if (records[i].Price == 0 || to <= from) continue;
                stretches.Add((Weight(tau, (now - from).TotalSeconds, (now - to).TotalSeconds), records[i].Price));
            }

            var weight = stretches.Sum(s => s.Weight);
            if (weight <= 0) return (null, null, 0);
            var mean = stretches.Sum(s => s.Weight * s.Price) / weight;
            return (mean, Math.Sqrt(stretches.Sum(s => s.Weight * (s.Price - mean) * (s.Price - mean)) / weight), weight);
        }

        private static double Weight(double tau, double longAgo, double ago) =>
            double.IsFinite(tau) ? tau * (Math.Exp(-ago / tau) - Math.Exp(-longAgo / tau)) : longAgo - ago;

        private static int Reversals(int[] prices)
        {
            var moves = prices.Zip(prices.Skip(1), (a, b) => Math.Sign(b - a)).Where(move => move != 0).ToArray();
            return moves.Zip(moves.Skip(1), (a, b) => a != b).Count(turned => turned);
        }

        private DateTimeOffset? Changed()
        {
            DateTimeOffset? changed = null;
            var before = 0;
            foreach (var (at, price) in records)
            {
                if (price != before) changed = at;
                before = price;
            }

            return changed;
        }

        private static int In(Won won) => (int)won.ToDecimal()!.Value;

        private static void Near(double expected, double actual, double tolerance) =>
            Assert.True(Math.Abs(expected - actual) <= tolerance, FormattableString.Invariant($"{actual:R} is not {expected:R}"));
    }
}
