using OptionAuctions.Codes;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Chains.Tests;

/// <summary>A chain of three strikes that expires on 2026-12-10, and what its auctions say.</summary>
internal static class SomeChain
{
    /// <summary>A moment in an opening call, KST.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    /// <summary>A code of another chain.</summary>
    public static Instrument AnotherCode { get; } = new("B11612083");

    public static OptionChain Chain { get; } = new("005930", new DateOnly(2026, 12, 10),
        from strike in new[] { 155_000, 160_000, 165_000 } from isCall in new[] { true, false } select new ChainSeries(Code(isCall, strike), isCall, strike));

    public static Instrument Code(bool isCall, int strike) => new($"{(isCall ? 'B' : 'C')}11612{strike / 1000}");

    /// <summary>The auction of one option after a record with this price; <see langword="null"/> for one in which nothing would match.</summary>
    public static AuctionState Auction(
        bool isCall, int strike, decimal? price,
        StaleReason stale = StaleReason.None, RegistrationStatus registration = RegistrationStatus.Active)
    {
        var fold = new AuctionFold(Code(isCall, strike), null, new FoldRules(new FeedOptions(), ReferenceData.BuiltIn), new FeedMeter(TimeProvider.System));
        fold.Apply(AuctionEvent.Of(
            new ExpectedExecution(
                Code(isCall, strike), new TimeOnly(8, 45), price is { } won ? Won.Of(won) : Won.None,
                Won.None, default, default, new PhaseCode("311")),
            Morning));
        return fold.State with { Stale = stale, Registration = registration };
    }

    public static AuctionState Call(int strike, decimal? price) => Auction(isCall: true, strike, price);

    public static AuctionState Put(int strike, decimal? price) => Auction(isCall: false, strike, price);

    /// <summary>The same, received at another moment.</summary>
    public static AuctionState ReceivedAt(this AuctionState auction, DateTimeOffset at)
    {
        auction._now.ReceivedAt = at.ToOffset(MarketTime.Offset).Ticks;
        return auction;
    }
}
