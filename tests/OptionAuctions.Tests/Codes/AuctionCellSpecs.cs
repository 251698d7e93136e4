using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Codes;

public sealed class AuctionCellSpecs
{
    [Fact]
    public void Only_the_first_offer_since_the_last_drain_wakes_the_actor()
    {
        var cell = Cell();

        Assert.True(Offer(cell, 1));
        Assert.False(Offer(cell, 2));
        cell.Drain();
        Assert.True(Offer(cell, 3));
    }

    [Fact]
    public void A_drain_folds_all_that_came_in_order()
    {
        var cell = Cell();
        for (var price = 1; price <= 100; price++) Offer(cell, price);

        Assert.Equal(100, cell.Drain());
        Assert.Equal(100, cell.State.Revision);
        Assert.Equal(100m, cell.State.Latest.Price.ToDecimal());
    }

    [Fact]
    public void A_drain_of_nothing_changes_nothing()
    {
        var cell = Cell();

        Assert.Equal(0, cell.Drain());
        Assert.Equal(new AuctionState(Some.Code), cell.State);
    }

    [Fact]
    public void When_the_queue_is_full_the_newest_record_takes_the_place_of_the_one_before_it_and_is_counted()
    {
        var meter = Some.Meter();
        var cell = Some.Cell(meter, bound: 3);
        for (var price = 1; price <= 10; price++) Offer(cell, price);
        cell.Drain();

        Assert.Equal(3, cell.State.Revision);
        Assert.Equal(10m, cell.State.Latest.Price.ToDecimal());
        Assert.Equal(GapReason.Lagging, cell.State.LastGap.Reason);
        Assert.Equal(7, meter.Read().RefusedRecords[DecodeError.Lagging]);
        Assert.Equal(3, meter.Read().Applied);
    }

    [Fact]
    public void A_full_queue_still_takes_word_of_a_lost_connection()
    {
        var cell = Some.Cell(Some.Meter(), bound: 1);
        Offer(cell, 1);
        cell.Offer(AuctionEvent.Interrupted(Some.Morning.AddSeconds(1), GapReason.ConnectionLost));
        Offer(cell, 2);
        cell.Drain();

        Assert.Equal(StaleReason.ConnectionLost, cell.State.Stale);
    }

    [Fact]
    public void A_full_queue_takes_no_more_trades_and_one_record_at_its_end()
    {
        var meter = Some.Meter();
        var cell = Some.Cell(meter, bound: 2);
        for (var i = 0; i < 5; i++) cell.Offer(AuctionEvent.Of(new Trade(Some.Code, new TimeOnly(9, 0), Won.Of(10), Won.None), Some.Nine));
        for (var i = 1; i <= 3; i++) Offer(cell, i);
        cell.Offer(AuctionEvent.Passed(Some.Nine));
        cell.Offer(AuctionEvent.Passed(Some.Nine.AddMinutes(1)));
        cell.Drain();

        Assert.Equal((3, 5), (meter.Read().Applied, meter.Read().RefusedRecords[DecodeError.Lagging])); // two trades and one record are folded
        Assert.Equal(3m, cell.State.Latest.Price.ToDecimal());
        Assert.Equal(AuctionPhase.Continuous, cell.State.Session.Phase);
    }

    [Fact]
    public void However_offers_and_drains_interleave_every_record_is_applied_or_counted_as_lagging() =>
        Gen.Bool.Array[0, 200].Sample(script =>
        {
            var meter = Some.Meter();
            var cell = Some.Cell(meter, bound: 4);
            var offered = 0;
            foreach (var offer in script)
            {
                if (offer) Offer(cell, ++offered);
                else cell.Drain();
            }

            cell.Drain();
            var counts = meter.Read();
            return counts.Applied + counts.RefusedRecords.GetValueOrDefault(DecodeError.Lagging) == offered && counts.Applied == cell.State.Revision;
        });

    [Fact]
    public async Task A_router_and_an_actor_at_work_at_once_lose_nothing()
    {
        const int records = 200_000;
        var cell = Some.Cell(Some.Meter(), bound: records);
        using var woken = new SemaphoreSlim(0);
        var router = Task.Run(() =>
        {
            for (var i = 1; i <= records; i++)
                if (Offer(cell, i % 1000)) woken.Release();
        });

        var applied = 0;
        while (applied < records)
        {
            await woken.WaitAsync(); // a wake that is not given would hang here
            applied += cell.Drain();
        }

        await router;
        Assert.Equal(records, cell.State.Revision);
    }

    private static AuctionCell Cell() => Some.Cell(Some.Meter());

    private static bool Offer(AuctionCell cell, decimal price) => cell.Offer(AuctionEvent.Of(Some.Record(price), Some.Morning));
}
