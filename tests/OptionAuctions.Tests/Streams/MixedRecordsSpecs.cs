using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

/// <summary>Records with details, books and trades of several instruments in one stream: each of them is in exactly one count at the end.</summary>
public sealed class MixedRecordsSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly Instrument Stock = new("005930"), OtherStock = new("000660"), Future = new("A11610");
    private static readonly TimeOnly Time = new(8, 41);
    private static readonly RecordDetail Book = new() { Bid = Won.Of(1040), Ask = Won.Of(1060), BidQuantity = 3, AskQuantity = 4 };

    [Theory]
    [InlineData(8192, 0)]
    [InlineData(2, 8)] // three of the stock's forecasts, four of the option's books, and its trade
    public async Task The_sums_hold_whatever_was_refused_unrequested_or_behind(int queued, int lagged)
    {
        await using var market = AuctionHarness.On(this, options =>
        {
            options.Codes = [$"{Some.Code}", $"{Stock}", $"{Future}"];
            (options.Auctions.RecordsQueued, options.Auctions.FinalPrice) = (queued, FinalPriceSource.CrossTrade);
        });
        await market.SubscribeAsync();
        var stocks = Enumerable.Range(0, 5).Aggregate(MessageBuilder.For(Stock), (message, i) => message.With(Stock, Time, 71_000 + (100 * i)));
        var books = Enumerable.Range(0, 6).Aggregate(MessageBuilder.Books, (message, _) => message.WithBook(Some.Code, Time, Book));

        await market.FeedAsync(
            stocks.With(OtherStock, Time, 150_000).ToBytes(), // which nobody requested
            books.WithBook(Some.OtherCode, Time, Book).ToBytes(), // nor this
            MessageBuilder.ExpectedExecutions.With(Some.Code, Time, 1060).ToBytes(),
            MessageBuilder.For(Future).With(Future, Time, 71_100, quantity: 7).WithText("A11610^084100^71100.00^100.00^2^0.14^311^few").ToBytes(),
            MessageBuilder.Trades.With(new Trade(Some.Code, Time, Won.Of(1060), Won.Of(1060))).ToBytes(),
            MessageBuilder.For(new Topic(Stock, RecordKind.Trade)).With(new Trade(OtherStock, Time, Won.Of(150_000), Won.None)).ToBytes(),
            MessageBuilder.Books.WithText("B11612083^084100^no").ToBytes());
        await market.ShedAsync(stocks.ToBytes(), books.ToBytes());
        foreach (var code in (Instrument[])[Stock, Some.Code]) Assert.Equal(GapReason.Shed, (await market.AuctionAsync(code)).LastGap.Reason);

        var counts = await market.IdentityHoldsAsync();
        Assert.Empty(counts.Breaches());
        Assert.Equal((18, 3, 2), (counts.Records, counts.Unrequested, counts.ShedMessages));
        Assert.Equal((1, 1), (counts.RefusedRecords[DecodeError.BadQuantity], counts.RefusedMessages[DecodeError.FieldCount]));
        Assert.Equal(lagged, counts.RefusedRecords.GetValueOrDefault(DecodeError.Lagging));
    }
}
