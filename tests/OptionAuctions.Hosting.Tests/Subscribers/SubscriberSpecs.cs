using Akka.Actor;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests.Subscribers;

/// <summary>What a subscriber can rely on, wherever it is: the same on the harness of a test and in production.</summary>
public abstract class SubscriberSpecs(ITestOutputHelper output) : IAsyncLifetime
{
    protected static readonly Instrument Code = new("B11612083");
    protected static readonly Instrument OtherCode = new("C11612083");

    private readonly Notes _notes = new();
    private IFeedInTest _feed = null!;
    private Props? _codeActor;

    async Task IAsyncLifetime.InitializeAsync() => _feed = await StartAsync((code, _) => code == Code ? _codeActor : null, output);

    async Task IAsyncLifetime.DisposeAsync() => await _feed.DisposeAsync();

    /// <summary>Starts the feed.</summary>
    /// <param name="codeActor">Returns the Props of the host's own actor for a code.</param>
    /// <param name="output">The output of the test.</param>
    protected abstract Task<IFeedInTest> StartAsync(Func<Instrument, ListedSeries?, Props?> codeActor, ITestOutputHelper output);

    [Fact]
    public async Task One_that_throws_at_a_change_begins_again_with_a_snapshot_and_hears_on()
    {
        _feed.Sys.ActorOf(Props.Create(() => new Fragile(_feed.Auctions, _notes)));
        await _notes.AreAsync("Snapshot");
        await _feed.IndicateAsync(Code, 1060);
        await _notes.AreAsync("Indication 1060");

        await _feed.IndicateAsync(Code, Fragile.BreaksAt);
        await _notes.AreAsync("Snapshot 1100");

        await _feed.IndicateAsync(Code, 1080);
        await _notes.AreAsync("Indication 1080");
        await _feed.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_that_throws_at_a_message_begins_again_with_a_snapshot_and_hears_on_each_time()
    {
        var subscriber = _feed.Sys.ActorOf(Props.Create(() => new Fragile(_feed.Auctions, _notes)));
        await _notes.AreAsync("Snapshot");

        foreach (var (before, now) in new[] { ("", 1060), (" 1060", 1080), (" 1080", 1120) })
        {
            subscriber.Tell(new InvalidOperationException("thrown by the test"));
            await _notes.AreAsync($"Snapshot{before}");
            await _feed.IndicateAsync(Code, now);
            await _notes.AreAsync($"Indication {now}");
        }

        await _feed.IdentityHoldsAsync();
    }

    [Fact]
    public async Task The_end_of_an_actor_that_it_watches_itself_is_told_to_it()
    {
        var subscriber = _feed.Sys.ActorOf(Props.Create(() => new Fragile(_feed.Auctions, _notes)));
        await _notes.AreAsync("Snapshot");
        var other = _feed.Sys.ActorOf(Props.Create(() => new Silent()), "other");

        subscriber.Tell(other);
        await _notes.AreAsync("watches other");
        _feed.Sys.Stop(other);

        await _notes.AreAsync("other ended");
    }

    [Fact]
    public async Task One_that_becomes_something_else_hears_on_and_its_stash_keeps_its_own_messages()
    {
        var subscriber = _feed.Sys.ActorOf(Props.Create(() => new GatedSubscriber(_feed.Auctions, Code, _notes)));
        await _notes.AreAsync("Snapshot");
        foreach (var message in new object[] { 1, "text", 2 }) subscriber.Tell(message);
        await _notes.AreAsync("text left");
        await _feed.IndicateAsync(Code, 1060);
        await _notes.AreAsync("Indication 1060");

        subscriber.Tell("open");
        await _notes.AreAsync("opened", "number 1", "number 2");
        await _feed.IndicateAsync(Code, 1080);
        await _notes.AreAsync("Indication 1080");

        subscriber.Tell("close");
        await _notes.AreAsync("closed");
        await _feed.IndicateAsync(Code, 1100);
        await _notes.AreAsync("Indication 1100");
        await _feed.IdentityHoldsAsync();
    }

    [Fact]
    public async Task One_whose_behaviours_are_stacked_hears_on_and_goes_back_to_OnMessage()
    {
        var subscriber = _feed.Sys.ActorOf(Props.Create(() => new SleepySubscriber(_feed.Auctions, Code, _notes)));
        await _notes.AreAsync("Snapshot");
        foreach (var message in new[] { "sleep", "one" }) subscriber.Tell(message);
        await _notes.AreAsync("awake: sleep", "asleep: one");
        await _feed.IndicateAsync(Code, 1060);
        await _notes.AreAsync("Indication 1060");

        foreach (var message in new[] { "wake", "two" }) subscriber.Tell(message);
        await _notes.AreAsync("asleep: wake", "awake: two");
        await _feed.IndicateAsync(Code, 1080);
        await _notes.AreAsync("Indication 1080");
        await _feed.IdentityHoldsAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Codes_can_be_changed_while_it_runs_and_nothing_is_lost_or_told_twice(bool every)
    {
        var delivery = every ? Delivery.Every(100) : Delivery.Latest;
        var subscriber = _feed.Sys.ActorOf(Props.Create(() => new ChangingSubscriber(_feed.Auctions, new[] { Code }, delivery, _notes)));
        await _notes.AreAsync("B11612083 Snapshot");
        await _feed.IndicateAsync(Code, 1060);
        await _notes.AreAsync("B11612083 Indication 1060");

        subscriber.Tell(new[] { Code, OtherCode });
        await _notes.AreAsync("changed", "C11612083 Snapshot");
        await _feed.IndicateAsync(OtherCode, 500);
        await _notes.AreAsync("C11612083 Indication 500");
        await _feed.IndicateAsync(Code, 1080);
        await _notes.AreAsync("B11612083 Indication 1080");

        subscriber.Tell(new[] { OtherCode });
        await _notes.AreAsync("changed");
        await _feed.Auctions.Ask<AuctionState>(new AuctionProtocol.GetAuction(Code), TimeSpan.FromSeconds(30)); // the router knows
        await _feed.IndicateAsync(Code, 1100);
        await _feed.IndicateAsync(OtherCode, 520);
        await _notes.AreAsync("C11612083 Indication 520");

        subscriber.Tell(new[] { Code, OtherCode });
        await _notes.AreAsync("changed", "B11612083 Snapshot 1100");
        await _feed.IndicateAsync(Code, 1120);
        await _notes.AreAsync("B11612083 Indication 1120");
        await _feed.IdentityHoldsAsync();
    }

    [Fact]
    public async Task An_actor_beside_a_code_that_becomes_something_else_hears_on()
    {
        _codeActor = Props.Create(() => new GatedCodeActor(_notes));
        _feed.Auctions.Tell(new AuctionProtocol.Subscribe(_feed.Sys.ActorOf(Props.Create(() => new Silent())), [Code])); // so that the code is followed
        await _notes.AreAsync("Snapshot", "number 1", "first: text");

        await _feed.IndicateAsync(Code, 1060);
        await _notes.AreAsync("Indication 1060", "second: text");
        await _feed.IndicateAsync(Code, 1080);
        await _notes.AreAsync("Indication 1080", "third: text");
        await _feed.IndicateAsync(Code, 1100);
        await _notes.AreAsync("Indication 1100", "third: text");
    }

    /// <summary>Throws at a price and at a message.</summary>
    private sealed class Fragile(IActorRef auctions, Notes notes) : SubscriberActor(auctions, [Code])
    {
        public const decimal BreaksAt = 1100;

        protected override void OnChange(in AuctionChanged change)
        {
            if (change.Kind == ChangeKind.Indication && change.Current.Latest.Price == Won.Of(BreaksAt))
                throw new InvalidOperationException("thrown by the test");
            notes.Add(change);
        }

        protected override void OnMessage(object message)
        {
            switch (message)
            {
                case Exception thrown:
                    throw thrown;
                case IActorRef other:
                    Context.Watch(other);
                    notes.Add($"watches {other.Path.Name}");
                    break;
                case Terminated ended:
                    notes.Add($"{ended.ActorRef.Path.Name} ended");
                    break;
                default:
                    Unhandled(message);
                    break;
            }
        }
    }

    private sealed class Silent : UntypedActor
    {
        protected override void OnReceive(object message) => Unhandled(message);
    }
}
