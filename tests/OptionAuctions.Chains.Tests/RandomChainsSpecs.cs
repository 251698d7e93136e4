using System.Collections;
using System.Reflection;
using CsCheck;
using Xunit.Abstractions;

namespace OptionAuctions.Chains.Tests;

/// <summary>Whatever the prices, terms and moments are, a view has no number that is none, and a reason for whatever is missing.</summary>
public sealed class RandomChainsSpecs(ITestOutputHelper output)
{
    private static readonly DateOnly Expiry = new(2026, 12, 10);

    [Fact]
    public void Five_thousand_chains_answer_with_numbers_or_reasons() => Check(5_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_hundred_thousand_chains_answer_with_numbers_or_reasons() => Check(100_000);

    /// <summary>The check sees what it is to see: an infinity deep in a view.</summary>
    [Fact]
    public void The_check_finds_a_number_that_is_none()
    {
        var row = new ChainRow(160_000, default, default, default, default) { PutAnswer = new OptionAnswer { PerShare = new Greeks(0, 0, double.NaN, 0, 0) } };

        Assert.Contains(Numbers(row), number => double.IsNaN(number.Value) && number.Path.EndsWith("PutAnswer.PerShare.Vega", StringComparison.Ordinal));
    }

    private void Check(int chains)
    {
        var (withGreeks, withoutGreeks, stale) = (0, 0, 0);
        Chains.Sample(chain =>
        {
            var view = chain.View();
            foreach (var (path, value) in Walk("", view))
            {
                if (value is double number) Assert.True(double.IsFinite(number), $"{path} is {number}");
                else if (value is Answer answer) AssertHasValueOrReason(path, answer);
            }

            Assert.True(view.Forward.Value.HasValue != (view.Forward.Reason != NoForward.None));
            Assert.True(view.ImpliedSpot.HasValue || view.Forward.Value is null || !double.IsFinite(chain.Terms.SpotOf(view.Forward.Value.Value, view.Years)));
            foreach (var option in view.Rows.SelectMany(row => new[] { row.CallAnswer, row.PutAnswer }))
            {
                AssertHasVolatilityOrReason(option.Volatility);
                Assert.True(option.PerShare.HasValue == (option.Reason == NoAnswer.None) && option.PerContract.HasValue == option.PerShare.HasValue);
                Assert.True(option.PerShare is null || option.Inputs.Oldest is not null);
                Interlocked.Increment(ref option.PerShare is null ? ref withoutGreeks : ref withGreeks);
                if (option is { PerShare: not null, IsStale: true }) Interlocked.Increment(ref stale);
            }

            foreach (var row in view.Rows)
            {
                AssertHasVolatilityOrReason(row.CallVolatility);
                AssertHasVolatilityOrReason(row.PutVolatility);
            }
        },
        output.WriteLine, iter: chains);
        Assert.True(withGreeks > chains && withoutGreeks > chains && stale > chains / 10, $"{withGreeks} with greeks, {withoutGreeks} without, {stale} stale");
    }

    private static void AssertHasValueOrReason(string path, Answer answer)
    {
        Assert.True(answer.Value.HasValue == (answer.Reason == NoAnswer.None), $"{path}: {answer.Value}, {answer.Reason}");
        Assert.True(answer.Reason != NoAnswer.NotComputed, path);
        Assert.True(answer.Value is null || answer.Inputs.Oldest is not null, $"{path} has a value of no age");
    }

    private static void AssertHasVolatilityOrReason(ImpliedVolatility volatility) =>
        Assert.True(volatility.PerYear.HasValue == (volatility.Reason == NoVolatility.None));

    /// <summary>All floating-point numbers of a value, through all public properties.</summary>
    private static IEnumerable<(string Path, double Value)> Numbers(object view) =>
        Walk("", view).Where(at => at.Value is double).Select(at => (at.Path, (double)at.Value));

    private static IEnumerable<(string Path, object Value)> Walk(string path, object value)
    {
        yield return (path, value);
        if (value is IEnumerable items and not string)
        {
            foreach (var item in items)
                foreach (var inner in Walk($"{path}[]", item)) yield return inner;
        }
        else if (value.GetType().Assembly == typeof(ChainView).Assembly)
        {
            foreach (var property in PropertiesOf(value.GetType()))
            {
                if (property.GetValue(value) is not { } inner) continue;
                foreach (var deeper in Walk($"{path}.{property.Name}", inner)) yield return deeper;
            }
        }
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    private static PropertyInfo[] PropertiesOf(Type type) => Properties.GetOrAdd(
        type, t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)]);

    /// <summary>Often ordinary, sometimes huge, tiny, negative, infinite or none.</summary>
    private static Gen<double> AnyNumber { get; } = Gen.Frequency(
        (6, Gen.Double[100_000, 220_000]), (1, Gen.Double[-300, 300].Select(exponent => Math.Pow(10, exponent))), (1, Gen.Double.Special));

    private static Gen<double> AnyAmount { get; } = Gen.Frequency(
        (12, Gen.Double[100_000, 220_000]), (1, Gen.Double[-300, 300].Select(exponent => Math.Pow(10, exponent))));

    /// <summary>Seconds before the moment of the view: as a rule some, sometimes hours, sometimes in the future.</summary>
    private static Gen<int> AnyAge { get; } = Gen.Frequency((8, Gen.Int[0, 900]), (2, Gen.Int[0, 100_000]), (1, Gen.Int[-100_000, 0]));

    private static Gen<PriceInput?> AnyInput { get; } = Gen.Select(Gen.Int[0, 9], AnyNumber, AnyAge, Gen.Bool, (kind, price, age, isStale) => kind switch
    {
        0 => null,
        1 => new PriceInput(null, "a test", SomeChain.Morning.AddSeconds(-age), isStale),
        _ => new PriceInput(price, "a test", SomeChain.Morning.AddSeconds(-age), isStale),
    });

    /// <summary>The price of an option: near what a model gives as a rule, so that most have a volatility.</summary>
    private static Gen<RandomQuote> Quotes { get; } = Gen.Select(
        Gen.Int[0, 19], Gen.Double[0.05, 1.5], Gen.Double[0, 8], AnyAge, (kind, volatility, exponent, age) => new RandomQuote(kind, volatility, exponent, age));

    private static Gen<RandomChain> Chains { get; } = Gen.Select(
        Gen.Select(AnyAmount, Quotes, Quotes).Array[0, 6],
        Gen.Frequency((9, Gen.Double[-0.02, 0.1]), (1, Gen.Double[-1, 1])),
        Gen.Frequency((9, Gen.Double[0, 3_000]), (1, AnyAmount)),
        Gen.Frequency((9, Gen.Int[0, 30]), (2, Gen.Int[-700_000, 0]), (1, Gen.Int[0, 700_000])),
        Gen.Frequency((5, Gen.Const(0.0)), (4, Gen.Double[1, 100]), (1, Gen.Double[1e-6, 1e6])),
        AnyInput, AnyInput, Gen.Bool,
        (rows, rate, dividends, days, multiplier, spot, future, is360) => new RandomChain(
            rows, new PricingTerms { Rate = rate, Dividends = dividends, DayCount = is360 ? DayCount.Act360 : DayCount.Act365 },
            days, multiplier, spot, future));

    /// <summary>The quote of one option.</summary>
    /// <param name="Kind">0 to 2: none; 3 to 5: stale; 6: an arbitrary price.</param>
    /// <param name="Volatility">What the price is made of.</param>
    /// <param name="Exponent">Of an arbitrary price.</param>
    /// <param name="Age">Seconds.</param>
    private sealed record RandomQuote(int Kind, double Volatility, double Exponent, int Age)
    {
        private const double Forward = 160_000, Highest = 20_000_000;

        private static readonly AuctionState Sound = SomeChain.Call(160_000, 1);

        public AuctionState? State(Instrument code, bool isCall, double strike)
        {
            if (Kind < 3) return null;
            var model = BlackScholes.Price(isCall, Forward, strike, 0.05, Volatility, discount: 1);
            var won = Math.Clamp(Kind == 6 ? Math.Pow(10, Exponent) : model, 0, Highest);
            return (Sound with
            {
                Latest = new ExpectedExecution(
                    code, new TimeOnly(8, 45), Won.Of((decimal)won), Won.None, default, default, new PhaseCode("311")),
                Stale = Kind < 6 ? StaleReason.CallEnded : StaleReason.None,
            }).ReceivedAt(SomeChain.Morning.AddSeconds(-Age));
        }
    }

    /// <summary>A chain with its prices and terms, and how many days after the morning of the tests it is seen; below 0: the days that it has left.</summary>
    private sealed record RandomChain(
        (double Strike, RandomQuote Call, RandomQuote Put)[] Rows, PricingTerms Terms, int Days, double Multiplier, PriceInput? Spot, PriceInput? Future)
    {
        public ChainView View()
        {
            var rows = Rows.DistinctBy(row => row.Strike).ToArray();
            Instrument Code(bool isCall, int row) => new($"{(isCall ? 'B' : 'C')}{row:D8}");
            var expiry = Expiry.AddDays(-Days);
            var chain = new OptionChain("005930", expiry, rows.Index().SelectMany(at => new[]
            {
                new ChainSeries(Code(isCall: true, at.Index), true, at.Item.Strike), new ChainSeries(Code(isCall: false, at.Index), false, at.Item.Strike),
            }))
            {
                Multiplier = Multiplier > 0 ? Multiplier : null,
            };
            var ladder = new Ladder(chain);
            foreach (var (index, row) in rows.Index())
            {
                if (row.Call.State(Code(isCall: true, index), true, row.Strike) is { } call) ladder.Update(call);
                if (row.Put.State(Code(isCall: false, index), false, row.Strike) is { } put) ladder.Update(put);
            }

            if (Spot is { } spot) ladder.UpdateSpot(spot);
            if (Future is { } future) ladder.UpdateFuture(future);
            return ChainView.Of(ladder, Terms, SomeChain.Morning);
        }
    }
}
