using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Subscribers;

[Collection(RaceCollection.Name)]
public sealed class LatestOutboxSpecs : IDisposable
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly LatestOutbox _outbox;

    public LatestOutboxSpecs() => _outbox = new LatestOutbox(Nobody.Instance, _meter, TimeProvider.System);

    [Fact]
    public void The_first_mark_wakes_and_codes_are_told_in_the_order_in_which_they_were_marked()
    {
        var places = Places(5);
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal([true, false, false, false, false], places.Select(Change));
            Assert.Equal(places.Select(place => place.Inbox.State.Code), Told());
        }
    }

    [Fact]
    public void A_code_that_is_marked_already_is_told_once_and_with_the_newest()
    {
        var place = Places(1)[0];
        Assert.True(Change(place));
        Assert.False(Change(place));

        Assert.Equal([place.Inbox.State.Code], Told());
        Assert.Empty(Told());
        Assert.True(Change(place));
    }

    [Fact]
    public async Task Of_two_codes_marked_at_once_one_wakes_and_both_are_told()
    {
        var (one, other) = (Places(2)[0], Places(2)[1]);
        bool first = false, second = false;
        var wrong = await Race.RunAsync(
            before: () => (first, second) = (false, false),
            one: () => first = Change(one),
            other: () => second = Change(other),
            isWrong: () => first == second || _outbox.Collect().Count != 2);

        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task What_happens_while_it_is_collected_is_told_then_or_wakes()
    {
        var place = Places(1)[0];
        var woke = false;
        long told = 0;
        var wrong = await Race.RunAsync(
            before: () => Change(place),
            one: () => woke = Change(place),
            other: () => told = Revision(),
            isWrong: () =>
            {
                var later = Revision();
                return told != place.Inbox.State.Revision && !(woke && later == place.Inbox.State.Revision);
            });

        Assert.Equal(0, wrong);

        long Revision() => _outbox.Collect() is { Count: > 0 } changes ? changes[0].Current.Revision : 0;
    }

    [Fact]
    public async Task What_happens_to_the_code_that_is_collected_first_is_told_then_or_wakes_while_many_are_unmarked()
    {
        var places = Places(8); // unmarking the others keeps the processor busy writing while the first is read
        var woke = false;
        var told = 0L;
        var wrong = await Race.RunAsync(
            before: () => places.ForEach(place => Change(place)),
            one: () => woke = Change(places[0]),
            other: () => told = Revision(),
            isWrong: () =>
            {
                var later = Revision();
                return told != places[0].Inbox.State.Revision && !(woke && later == places[0].Inbox.State.Revision);
            });

        Assert.Equal(0, wrong);

        long Revision()
        {
            foreach (ref readonly var change in _outbox.Collect())
                if (change.Current.Code == places[0].Inbox.State.Code) return change.Current.Revision;
            return 0;
        }
    }

    public void Dispose() => _meter.Dispose();

    private List<Instrument> Told()
    {
        var told = new List<Instrument>();
        foreach (ref readonly var change in _outbox.Collect()) told.Add(change.Current.Code);
        return told;
    }

    /// <summary>As a code's actor does.</summary>
    private bool Change(Place place)
    {
        place.Inbox.Offer(AuctionEvent.Of(Some.Record(code: place.Inbox.State.Code), Some.Morning));
        place.Inbox.Drain();
        return _outbox.Mark(place.Cursor);
    }

    private List<Place> Places(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var cell = new AuctionInbox(new Instrument($"B1161208{i}"), 1024, new BatchBackpressure(64), Some.Rules(), _meter);
            return new Place(cell, new SubscriptionCursor(cell, _outbox));
        }),
    ];

    private sealed record Place(AuctionInbox Inbox, SubscriptionCursor Cursor);
}
