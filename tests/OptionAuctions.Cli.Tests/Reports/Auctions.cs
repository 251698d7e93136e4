using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Cli.Tests.Reports;

/// <summary>Auctions as a report is told of them.</summary>
public static class Auctions
{
    public static readonly Instrument Code = new("B11612083");

    private static readonly DateTimeOffset Received = new(2026, 11, 23, 8, 45, 12, 640, MarketTime.Offset);

    public static AuctionState Falling { get; } = With(Won.Of(1060), Won.Of(-120), Percent.Of(-10.17m), new ChangeSign(ChangeDirection.Down));

    public static AuctionState Unmatched { get; } = With(Won.None, Won.Of(0), Percent.Of(0), new ChangeSign(ChangeDirection.Flat));

    /// <summary>The call runs by the clock, and nothing was heard yet.</summary>
    public static AuctionState Awaited
    {
        get
        {
            var fold = Fold();
            fold.Apply(AuctionEvent.ClockTick(At(0).AddMinutes(-1)));
            return fold.State;
        }
    }

    public static DateTimeOffset At(int second) => new(2026, 11, 23, 8, 45, second, MarketTime.Offset);

    public static AuctionState FallingOf(Instrument code) =>
        With(Won.Of(1060), Won.Of(-120), Percent.Of(-10.17m), new ChangeSign(ChangeDirection.Down), code);

    private static AuctionState With(Won price, Won change, Percent rate, ChangeSign sign, Instrument? of = null)
    {
        var code = of ?? Code;
        var fold = new AuctionFold(code, null, new FoldRules(new FeedOptions(), ReferenceData.BuiltIn), new FeedMeter(TimeProvider.System));
        fold.Apply(AuctionEvent.Registered(At(0), RegistrationStatus.Active));
        fold.Apply(AuctionEvent.Of(new ExpectedExecution(code, new TimeOnly(8, 45, 12), price, change, sign, rate, new PhaseCode("311")), Received));
        return fold.State with { Revision = 12 };
    }

    private static AuctionFold Fold() => new(Code, null, new FoldRules(new FeedOptions(), ReferenceData.BuiltIn), new FeedMeter(TimeProvider.System));
}
