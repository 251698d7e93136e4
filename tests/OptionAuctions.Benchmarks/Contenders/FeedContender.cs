using System.Runtime.InteropServices;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>Ours: the feed as a host has it, and <see cref="SubscriberActor"/>s for all codes, by default one.</summary>
internal sealed class FeedContender : IContender
{
    private readonly FeedInProcess _feed;
    private readonly ReceivedCount[] _subscribers;

    private FeedContender(Endpoint venue, Delivery delivery, int subscribers, Action<FeedOptions>? change, string akka, bool onFeedDispatcher)
    {
        _feed = new FeedInProcess(venue, change, akka);
        _subscribers = [.. Enumerable.Range(0, subscribers).Select(_ => new ReceivedCount())];
        foreach (var received in _subscribers)
        {
            var subscriber = PropsFactory.Create(() => new CountingSubscriber(_feed, received, delivery, venue.Codes.Count));
            _feed.Actors.ActorOf(onFeedDispatcher ? subscriber.OnFeedDispatcher(_feed.Actors) : subscriber);
        }
    }

    public Tally Tally => _subscribers[0].Tally;

    public IReadOnlyList<Tally> Tallies => [.. _subscribers.Select(received => received.Tally)];

    public IReadOnlyDictionary<Instrument, long> Numbers => _subscribers[0].Numbers;

    /// <param name="venue">Where it connects to.</param>
    /// <param name="delivery">What its subscribers are promised; the newest by default.</param>
    /// <param name="subscribers">How many.</param>
    /// <param name="change">Options that are other than usual.</param>
    /// <param name="akka">Settings of the actor system that are other than usual.</param>
    /// <param name="onFeedDispatcher">Subscribers run on the feed's dispatcher instead of Akka's default one.</param>
    public static async Task<FeedContender> ConnectAsync(
        Endpoint venue, Delivery? delivery = null, int subscribers = 1, Action<FeedOptions>? change = null, string akka = "", bool onFeedDispatcher = false)
    {
        var feed = new FeedContender(venue, delivery ?? Delivery.Latest, subscribers, change, akka, onFeedDispatcher);
        await Task.WhenAll(feed._subscribers.Select(received => received.Registered.Task)).WaitAsync(TimeSpan.FromMinutes(1));
        return feed;
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    /// <summary>What one subscriber knows.</summary>
    private sealed class ReceivedCount
    {
        public Tally Tally { get; } = new();

        public Dictionary<Instrument, long> Numbers { get; } = [];

        public TaskCompletionSource Registered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>A subscriber: checks running numbers, and knows when all codes are registered.</summary>
    private sealed class CountingSubscriber(FeedInProcess feed, ReceivedCount received, Delivery delivery, int codes)
        : SubscriberActor(feed.Router, delivery: delivery)
    {
        private readonly HashSet<Instrument> _active = [];

        protected override void OnChange(in AuctionChanged change)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(received.Numbers, change.Current.Code, out _);
            if (change.Current.Revision > number) // a snapshot too may be the first that is told of a record
            {
                var more = change.Current.Revision - number;
                number = change.Current.Revision;
                received.Tally.Saw(more, received.Tally.TakesLatency ? (feed.Time.GetUtcNow() - change.Current.ReceivedAt).Ticks * 100 : 0);
            }

            // Whatever the change is of: a record that came at once is told together with the registration.
            if (_active.Count == codes || change.Current.Registration != RegistrationStatus.Active) return;
            if (_active.Add(change.Current.Code) && _active.Count == codes) received.Registered.TrySetResult();
        }
    }
}
