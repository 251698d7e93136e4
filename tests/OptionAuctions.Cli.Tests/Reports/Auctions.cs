using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Tests.Reports;

/// <summary>Auctions as a report is told of them.</summary>
public static class Auctions
{
    public static readonly OptionCode Code = new("B11612083");

    private static readonly DateTimeOffset Received = new(2026, 11, 23, 8, 45, 12, 640, MarketTime.Offset);

    public static AuctionState Falling { get; } = With(Won.Of(1060), Won.Of(-120), Percent.Of(-10.17m), new ChangeSign(ChangeDirection.Down));

    public static AuctionState Unmatched { get; } = With(Won.None, Won.Of(0), Percent.Of(0), new ChangeSign(ChangeDirection.Flat));

    public static DateTimeOffset At(int second) => new(2026, 11, 23, 8, 45, second, MarketTime.Offset);

    private static AuctionState With(Won price, Won change, Percent rate, ChangeSign sign) => new(Code)
    {
        Revision = 12, ReceivedAt = Received,
        Latest = new ExpectedExecution(Code, new TimeOnly(8, 45, 12), price, change, sign, rate, new PhaseCode("311")),
    };
}
