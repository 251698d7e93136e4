using Akka.Actor;
using Akka.Dispatch;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class FeedDispatcherSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task On_any_system_an_actor_runs_from_the_run_queue()
    {
        using var system = ActorSystem.Create("plain");
        var actor = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        var place = await actor.Ask<Place>("where", Patience);
        Assert.Equal((FeedDispatcher.Id, 30), (place.Dispatcher, place.Throughput));
        // which only the run queue's executor does, and not while the actor is still at what it was told before
        Assert.Contains(Enumerable.Range(0, 1000), _ => HearsAtOnce(actor));
    }

    [Fact]
    public async Task Actors_of_a_system_share_the_dispatcher_however_often_it_is_made_known()
    {
        using var system = ActorSystem.Create("plain");
        FeedDispatcher.Prepare(system);
        var one = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));
        var other = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        Assert.Same((await one.Ask<Place>("where", Patience)).Itself, (await other.Ask<Place>("where", Patience)).Itself);
    }

    [Fact]
    public async Task A_hosts_own_settings_under_its_name_win()
    {
        using var system = ActorSystem.Create("hosts", $"{FeedDispatcher.Id} {{ type = PinnedDispatcher, throughput = 7 }}");
        var actor = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        var place = await actor.Ask<Place>("where", Patience);

        Assert.Equal((FeedDispatcher.Id, 7), (place.Dispatcher, place.Throughput));
        Assert.IsType<PinnedDispatcher>(place.Itself);
        Assert.False(HearsAtOnce(actor));
    }

    [Fact]
    public async Task A_host_that_sets_a_part_of_it_keeps_the_run_queue()
    {
        using var system = ActorSystem.Create("hosts", $"{FeedDispatcher.Id}.throughput = 7");
        var actor = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        var place = await actor.Ask<Place>("where", Patience);

        Assert.Equal((FeedDispatcher.Id, 7), (place.Dispatcher, place.Throughput));
        Assert.Contains(Enumerable.Range(0, 1000), _ => HearsAtOnce(actor));
    }

    /// <summary>Whether it has heard a word when the call that tells it returns, in the scope in which mailboxes run inline.</summary>
    private static bool HearsAtOnce(IActorRef actor)
    {
        using var inside = new ThreadLocal<bool> { Value = true };
        var heard = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (RunQueueExecutor.RunInline()) actor.Tell(() => { heard.SetResult(inside.Value); });
        inside.Value = false;
        return heard.Task.WaitAsync(Patience).GetAwaiter().GetResult();
    }

    private sealed class Teller : ReceiveActor
    {
        public Teller()
        {
            Receive<string>(_ => Sender.Tell(new Place(Context.Dispatcher.Id, Context.Dispatcher.Throughput, Context.Dispatcher)));
            Receive<Action>(act => act());
        }
    }

    private sealed record Place(string Dispatcher, int Throughput, MessageDispatcher Itself);
}
