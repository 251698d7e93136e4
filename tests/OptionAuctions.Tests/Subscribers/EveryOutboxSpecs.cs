using Akka.Actor;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Subscribers;

public sealed class EveryOutboxSpecs : IDisposable
{
    private readonly FeedMeter _meter = Some.Meter();

    public void Dispose() => _meter.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void As_many_changes_wait_as_the_bound_says_and_the_next_is_too_many(int bound)
    {
        var inbox = Some.Inbox(_meter);
        var outbox = new EveryOutbox(Nobody.Instance, bound, _meter, TimeProvider.System);
        var cursor = new SubscriptionCursor(inbox, outbox);
        var subscriptions = new CodeSubscriptions(_meter);
        subscriptions.Add(cursor); // with the snapshot
        Assert.Single(outbox.Collect());

        Change(bound);
        Assert.False(outbox.IsOverrun);
        Change(1);
        Assert.True(outbox.IsOverrun);

        void Change(int times)
        {
            for (var i = 0; i < times; i++) // each is one change
            {
                var isRefused = inbox.State.Registration == RegistrationStatus.Refused;
                inbox.Offer(AuctionEvent.Registered(Some.Morning, isRefused ? RegistrationStatus.Requested : RegistrationStatus.Refused));
                inbox.Drain(subscriptions);
            }
        }
    }
}
