namespace OptionAuctions.History.Tests;

/// <summary>Summaries as a feed gives them.</summary>
internal static class Summaries
{
    public static DateOnly Day { get; } = new(2026, 11, 23);

    /// <summary>A whole opening call of a call on 삼성전자, with each column filled.</summary>
    public static CallSummary Whole { get; } = new(Day, new Instrument("B11612083"), CallKind.Opening)
    {
        Terms = new InstrumentTerms("005930", "삼성전자", 70_000, new DateOnly(2026, 12, 10), IsCall: true),
        First = Won.Of(1060), Last = Won.Of(1100), High = Won.Of(1140.5m), Low = Won.Of(1040), Revisions = 57, Reversals = 12, Convergence = 0.8125,
        FirstRecordAt = At(8, 40, 1.000123), LastRecordAt = At(9, 0, 0.25), KnownFrom = At(8, 30, 0), IsWhole = true, FinalPrice = Won.Of(1090),
        Gaps = 0, Quality = AuctionQuality.OffTick | AuctionQuality.Repeated, OddRecords = 3, Source = "auctions-20261123-084000-001.mcap",
    };

    /// <summary>The same auction as a feed had it whose connection was lost, and which has no trades and no list of instruments.</summary>
    public static CallSummary Torn { get; } = new(Day, new Instrument("B11612083"), CallKind.Opening)
    {
        First = Won.Of(1060), Last = Won.Of(1100), High = Won.Of(1120), Low = Won.Of(1040), Revisions = 41, Reversals = 9, Convergence = 0.5,
        FirstRecordAt = At(8, 40, 1.000123), LastRecordAt = At(9, 0, 0.25), KnownFrom = At(8, 30, 0), IsWhole = false, Gaps = 1,
        Quality = AuctionQuality.None, OddRecords = 0, Source = AuctionHistoryCollector.Live,
    };

    private static DateTimeOffset At(int hour, int minute, double second) =>
        new DateTimeOffset(Day, new TimeOnly(hour, minute), MarketTime.Offset).AddMicroseconds(Math.Round(second * 1e6));
}
