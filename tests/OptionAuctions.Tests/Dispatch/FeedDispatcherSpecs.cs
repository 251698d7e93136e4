using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class FeedDispatcherSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task On_any_system_an_actor_runs_in_lanes()
    {
        using var system = ActorSystem.Create("plain");
        var actor = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        var place = await actor.Ask<Place>("where", Patience);
        Assert.Equal((FeedDispatcher.Id, 30), (place.Dispatcher, place.Throughput));
        Assert.Contains(Enumerable.Range(0, 1000), _ => HearsAtOnce(actor)); // which only a lane's executor does, and not while the actor is still at what it was told before
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
    public async Task A_host_that_sets_a_part_of_it_keeps_the_lanes()
    {
        using var system = ActorSystem.Create("hosts", $"{FeedDispatcher.Id}.throughput = 7");
        var actor = system.ActorOf(FeedDispatcher.On(system, Props.Create<Teller>()));

        var place = await actor.Ask<Place>("where", Patience);

        Assert.Equal((FeedDispatcher.Id, 7), (place.Dispatcher, place.Throughput));
        Assert.Contains(Enumerable.Range(0, 1000), _ => HearsAtOnce(actor));
    }

    [Fact]
    public async Task A_thread_that_was_held_for_too_long_is_warned_of_in_the_log()
    {
        using var system = ActorSystem.Create("plain", "akka.stdout-loglevel = OFF");
        var warned = new TaskCompletionSource<Warning>(TaskCreationOptions.RunContinuationsAsynchronously);
        system.EventStream.Subscribe(new Tests.Ear(told => warned.TrySetResult((Warning)told)), typeof(Warning));
        var time = new FakeTimeProvider();
        var executor = (LaneExecutor)new FeedDispatcher(system.Settings.Config, system.Dispatchers.Prerequisites) { Time = time }.Produce("test");

        using (LaneExecutor.LendThread(true)) Lanes.Give(executor, () => time.Advance(TimeSpan.FromSeconds(2)));

        var warning = await warned.Task.WaitAsync(Patience);
        Assert.Equal((FeedDispatcher.Id, typeof(FeedDispatcher)), (warning.LogSource, warning.LogClass));
        Assert.Contains("held for 2000 ms", (string)warning.Message, StringComparison.Ordinal);
    }

    /// <summary>Whether it has heard a word when the call that tells it returns, in the scope in which lanes run at once.</summary>
    private static bool HearsAtOnce(IActorRef actor)
    {
        using var inside = new ThreadLocal<bool> { Value = true };
        var heard = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (LaneExecutor.RunAtOnce()) actor.Tell(() => { heard.SetResult(inside.Value); });
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
