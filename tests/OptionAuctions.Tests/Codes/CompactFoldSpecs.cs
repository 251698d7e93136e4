using CsCheck;
using OptionAuctions.Auctions;
using OptionAuctions.Codes;
using OptionAuctions.Telemetry;
using OptionAuctions.Tests.Codes.Oracle;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Codes;

/// <summary>The fold, which keeps little with each record and works out the rest when it is read, against one that works out everything at once.</summary>
public sealed class CompactFoldSpecs(ITestOutputHelper output) : IDisposable
{
    private static readonly FoldRules Rules = Some.Rules(options =>
    {
        options.Auctions.FinalPrice = FinalPriceSource.CrossTrade;
        options.Auctions.RevisionsKept = 5;
        options.Auctions.SilentAfter = TimeSpan.FromSeconds(40);
    });

    private static readonly string[] Phases = ["311", "311", "311", "311", "112", "121", "129", "AB1", ""];
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, MarketTime.Offset);

    /// <summary>Times at which a script begins that are worth a look: before, in and at the edges of calls, between them, at midnight.</summary>
    private static readonly TimeSpan[] Beginnings =
        [new(8, 25, 0), new(8, 39, 55), new(8, 45, 0), new(8, 59, 40), new(9, 0, 20), new(12, 0, 0), new(15, 19, 50), new(15, 34, 0), new(23, 59, 50)];

    private static readonly Gen<Happening[]> Scripts = Gen.Select(
        Gen.Frequency((14, Gen.Const(0)), (3, Gen.Int[1, 8])),
        Gen.Frequency(
            (3, Gen.Const(0)), (8, Gen.Int[1, 3_000]), (3, Gen.Int[3_000, 90_000]), (1, Gen.Int[90_000, 4_000_000]),
            (1, Gen.Int[-20_000, -1]), (1, Gen.Const(-3_000_000))),
        Gen.Frequency((2, Gen.Const(0)), (8, Gen.Int[48, 56].Select(step => step * 20)), (1, Gen.Int[1, 3_000])),
        Gen.Frequency((9, Gen.Int[-1, 3]), (2, Gen.Int[-15, 40]), (1, Gen.Const(86_000)), (1, Gen.Const(int.MinValue))),
        Gen.Int[0, int.MaxValue],
        (kind, wait, price, late, dice) => new Happening(kind, wait, price, late, dice)).Array[1, 40];

    private readonly FeedMeter _meter = Some.Meter();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void It_says_after_each_event_what_the_fold_before_it_said() => Compare(5_000);

    [Fact]
    [Trait("Category", "Slow")]
    public void It_does_so_for_many_more_sequences() => Compare(200_000);

    [Fact]
    [Trait("Category", "Nightly")]
    public void It_does_so_for_a_million_sequences() => Compare(1_000_000);

    [Fact]
    public void What_a_record_touches_of_an_auction_lies_in_two_cache_lines() =>
        Assert.True(System.Runtime.CompilerServices.Unsafe.SizeOf<AuctionNow>() <= 120); // and the fold's own fields beside it

    private void Compare(int sequences) => Gen.Select(Gen.Int[0, Beginnings.Length - 1], Scripts, Gen.Bool).Sample(
        (begin, script, expires) =>
        {
            var lastDay = expires ? DateOnly.FromDateTime(Monday.DateTime) : (DateOnly?)null;
            var (fold, oracle) = (new AuctionFold(Some.Code, lastDay, Rules, _meter), new OracleFold(Some.Code, lastDay, Rules, _meter));
            var at = Monday + Beginnings[begin];
            var number = 0;
            foreach (var happening in script)
            {
                at = at.AddMilliseconds(happening.Wait);
                var happened = happening.At(at, ++number);
                fold.Apply(happened);
                oracle.Apply(happened);
                OracleComparison.Check(oracle.State, fold.State);
                if (!oracle.Revisions.SequenceEqual(fold.Revisions)) Assert.Equal(oracle.Revisions, fold.Revisions);
            }

        },
        output.WriteLine, iter: sequences);

    /// <summary>One event of a script, in numbers that can be made smaller.</summary>
    /// <param name="Kind">0 is a record.</param>
    /// <param name="Wait">Milliseconds since the event before; below 0: the clock was set back.</param>
    /// <param name="Price">Won, 0 for none.</param>
    /// <param name="Late">Seconds from the venue's time to receipt; the least number: the record has no time.</param>
    /// <param name="Dice">Decides the rest.</param>
    private sealed record Happening(int Kind, int Wait, int Price, int Late, int Dice)
    {
        public AuctionEvent At(DateTimeOffset at, int number) => Kind switch
        {
            1 or 2 => AuctionEvent.ClockTick(at),
            3 => AuctionEvent.Interrupted(at, Dice % 2 == 0 ? GapReason.ConnectionLost : GapReason.Shed),
            4 => AuctionEvent.Resumed(at),
            5 => AuctionEvent.ShedNoMore(at, epoch: 1, message: number - (Dice % 3)),
            6 => AuctionEvent.Registered(at, (RegistrationStatus)(Dice % Enum.GetValues<RegistrationStatus>().Length)),
            7 => AuctionEvent.Of(new Trade(Some.Code, Time(at), PriceOrNone, Dice % 2 == 0 ? PriceOrNone : Won.None), at),
            8 when Dice % 4 == 0 => AuctionEvent.Unfollowed(at),
            _ => AuctionEvent.Of(Record(at), at.Ticks, number, 1 + (Dice / 7 % 2), new RecordPlace(number, 1 + (Dice % 3), 7)) with
            {
                ReplacesOthers = Dice % 19 == 0,
            },
        };

        private Won PriceOrNone => Price == 0 ? Won.None : Won.Of(Price);

        private ExpectedExecution Record(DateTimeOffset at)
        {
            var close = 1_000 + (Dice % 8 == 0 ? 20 : 0);
            var change = Price - close;
            var direction = Dice % 23 == 0 ? ChangeDirection.UpperLimit : Dice % 29 == 0 ? ChangeDirection.LowerLimit
                : Dice % 31 == 0 ? ChangeDirection.Unknown : change > 0 ? ChangeDirection.Up : change < 0 ? ChangeDirection.Down : ChangeDirection.Flat;
            return new ExpectedExecution(
                Some.Code, Time(at), PriceOrNone, Dice % 13 == 0 ? Won.None : Won.Of(change), new ChangeSign(direction),
                Dice % 11 == 0 ? Percent.Of(3) : Percent.Of(Math.Round(100m * change / close, 2)), new PhaseCode(Phases[Dice / 3 % Phases.Length]));
        }

        private TimeOnly? Time(DateTimeOffset at) => Late == int.MinValue ? null : TimeOnly.FromTimeSpan(at.AddSeconds(-Late).TimeOfDay);
    }
}
