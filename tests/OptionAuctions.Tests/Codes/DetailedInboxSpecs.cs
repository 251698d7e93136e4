using OptionAuctions.Auctions;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Codes;

/// <summary>Records with quantities and order books in a code's queue, within its bound and beyond it.</summary>
public sealed class DetailedInboxSpecs : IDisposable
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly List<(decimal? Price, long? Quantity)> _folded = [];

    public void Dispose() => _meter.Dispose();

    [Fact]
    public void Each_revision_has_its_own_quantity_however_many_wait()
    {
        var (inbox, subscriptions) = Follow(bound: 1024);
        for (var price = 1; price <= 1000; price++) OfferRecord(inbox, price);
        inbox.Drain(subscriptions);

        Assert.Equal(Enumerable.Range(1, 1000).Select(price => ((decimal?)price, (long?)price)), _folded);
        Assert.Equal(1000, inbox.State.ExpectedQuantity);
    }

    [Fact]
    public void Beyond_the_bound_the_newest_record_with_its_quantity_replaces_the_one_before_it_and_says_so()
    {
        var (inbox, subscriptions) = Follow(bound: 3);
        for (var price = 1; price <= 10; price++) OfferRecord(inbox, price);
        inbox.Drain(subscriptions);

        Assert.Equal([(1m, 1L), (2m, 2L), (10m, 10L)], _folded);
        Assert.Equal((3, 7), (_meter.Read().Applied, _meter.Read().RefusedRecords[DecodeError.Lagging]));
        Assert.Equal(GapReason.Lagging, inbox.State.LastGap.Reason);
    }

    [Fact]
    public void Beyond_the_bound_the_newest_book_replaces_the_one_before_it_and_no_record_is_missing()
    {
        var (inbox, subscriptions) = Follow(bound: 3);
        for (var quantity = 1; quantity <= 10; quantity++) OfferBook(inbox, quantity);
        inbox.Drain(subscriptions);

        Assert.Equal([(null, 1L), (null, 2L), (null, 10L)], _folded);
        Assert.Equal((3, 7), (_meter.Read().Applied, _meter.Read().RefusedRecords[DecodeError.Lagging]));
        Assert.Equal((0, 0), (inbox.State.Revision, inbox.State.Gaps));
    }

    [Fact]
    public void A_book_that_a_newer_record_comes_behind_is_not_told_after_it()
    {
        var (inbox, subscriptions) = Follow(bound: 1);
        OfferRecord(inbox, 1);
        OfferBook(inbox, 2);
        OfferRecord(inbox, 3);
        inbox.Drain(subscriptions);

        Assert.Equal((3m, 3L), _folded[^1]);
        Assert.Equal((1, 2), (_meter.Read().Applied, _meter.Read().RefusedRecords[DecodeError.Lagging]));
    }

    [Fact]
    public void A_record_without_a_quantity_that_replaces_others_leaves_the_newest_book_as_it_was()
    {
        var (inbox, subscriptions) = Follow(bound: 1);
        OfferRecord(inbox, 1);
        OfferBook(inbox, 2);
        inbox.Offer(AuctionEvent.Of(Some.Record(3), Some.Morning));
        inbox.Offer(AuctionEvent.Of(Some.Record(4), Some.Morning));
        inbox.Drain(subscriptions);

        Assert.Equal((4m, 2L), Assert.Single(_folded));
    }

    [Fact]
    public void However_many_come_beyond_the_bound_they_take_no_memory_and_hardly_a_place()
    {
        const int bound = 4;
        var (inbox, _) = Follow(bound);
        var (detail, record) = (new RecordDetail { Quantity = 1 }, Some.Record(1));
        Fill(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Fill(10_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        inbox.Drain();
        Assert.InRange(_meter.Read().Applied, bound, bound + 2);

        void Fill(int count)
        {
            for (var i = 0; i < count; i++)
            {
                inbox.Offer(record, Some.Morning.Ticks, timestamp: 0, epoch: 1, default, detail);
                inbox.OfferBook(Some.Morning, detail);
                inbox.Offer(AuctionEvent.Of(record, Some.Morning));
            }
        }
    }

    private (AuctionInbox Inbox, CodeSubscriptions Subscriptions) Follow(int bound)
    {
        var (inbox, subscriptions) = (Some.Inbox(_meter, bound), new CodeSubscriptions(_meter));
        subscriptions.Add(new SubscriptionCursor(
            inbox, new Listening(_meter, () => _folded.Add((inbox.State.Latest.Price.ToDecimal(), inbox.State.ExpectedQuantity)))));
        _folded.Clear();
        return (inbox, subscriptions);
    }

    private static void OfferRecord(AuctionInbox inbox, int price) => inbox.Offer(
        Some.Record(price), Some.Morning.Ticks, timestamp: 0, epoch: 1, new RecordPlace(price, 1, 8), new RecordDetail { Quantity = price });

    private static void OfferBook(AuctionInbox inbox, int quantity) => inbox.OfferBook(Some.Morning, new RecordDetail { Quantity = quantity });
}
