using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Routing;
using OptionAuctions.Wire;
using Xunit.Abstractions;
using static OptionAuctions.Connection.ConnectionProtocol;

namespace OptionAuctions.Tests.Connection;

public sealed class FeedSupervisorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly TestProbe _connection;
    private readonly TestProbe _router;
    private readonly TestProbe _host;
    private readonly IActorRef _feed;
    private readonly IActorRef _firstLife;

    public FeedSupervisorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _connection = CreateTestProbe("connection");
        _router = CreateTestProbe("router");
        _host = CreateTestProbe("host");
        Sys.EventStream.Subscribe(_host, typeof(IFeedEvent));
        var context = new FeedContext(Some.Options(), Some.Meter(), TimeProvider.System, new HttpClient());
        _feed = Sys.ActorOf(FeedSupervisor.Props(context, _router, supervisor => Props.Create(() => new Relay(_connection))));
        _connection.ExpectMsg<Relay.Started>();
        _firstLife = _connection.LastSender;
        _router.ExpectMsg<RoutingProtocol.FeedAttached>();
        _router.ExpectMsg<RoutingProtocol.StreamOpened>();
        _router.LastSender.Tell(RoutingProtocol.BatchRouted.Instance, _router);
    }

    [Fact]
    public async Task In_a_new_life_what_is_wanted_is_asked_for_one_at_a_time()
    {
        Want(Some.Code, Some.OtherCode);
        Live(1);

        Assert.Equal(Some.Code, (await _connection.ExpectMsgAsync<ConnectionProtocol.Ask>()).Request.Code);
        Answer(1, Some.Code, Reaction.Activate);
        Assert.Equal(Some.OtherCode, (await _connection.ExpectMsgAsync<ConnectionProtocol.Ask>()).Request.Code);
    }

    [Fact]
    public async Task The_router_hears_where_each_registration_stands()
    {
        Want(Some.Code);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.Ask>();
        Answer(1, Some.Code, Reaction.RefuseCode);

        var heard = await StatusesAsync(3);

        Assert.Equal([RegistrationStatus.Wanted, RegistrationStatus.Asked, RegistrationStatus.Refused], heard.Select(r => r.Status));
        Assert.Contains("OPSP", heard[^1].Reason);
    }

    [Fact]
    public async Task A_loss_is_told_to_router_and_host_and_the_first_answer_after_it_is_the_end_of_the_gap()
    {
        Want(Some.Code);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.Ask>();
        Answer(1, Some.Code, Reaction.Activate);
        _feed.Tell(new LifeEnded(1, "cut"));
        var lost = await EventAsync<FeedLost>();
        await _router.FishForMessageAsync(message => message is RoutingProtocol.FeedInterrupted);

        Live(2);
        await _connection.ExpectMsgAsync<ConnectionProtocol.Ask>();
        Answer(2, Some.Code, Reaction.Activate);

        var resumed = await EventAsync<FeedResumed>();
        Assert.Equal((2, "cut"), (resumed.Epoch, resumed.Reason));
        Assert.True(resumed.From <= lost.At && resumed.From <= resumed.At);
    }

    [Fact]
    public async Task Word_of_a_former_life_changes_nothing()
    {
        Want(Some.Code);
        Live(1);
        _feed.Tell(new LifeEnded(1, "cut"));
        Live(2);
        Answer(1, Some.Code, Reaction.Activate);

        Assert.Equal(0, (await StatusAsync()).Active);
        Answer(2, Some.Code, Reaction.Activate);
        Assert.Equal(1, (await StatusAsync()).Active);
    }

    [Fact]
    public async Task Lives_begin_again_with_a_back_off_when_one_ends()
    {
        Sys.Stop(_firstLife);

        await _connection.ExpectMsgAsync<Relay.Started>();
        Assert.NotEqual(_firstLife, _connection.LastSender);
    }

    [Fact]
    public async Task To_drain_the_socket_is_closed_first_then_the_stream_ends_and_then_the_asker_is_told()
    {
        _feed.Tell(new Began(_connection));
        Live(1);
        var asker = CreateTestProbe();
        _feed.Tell(FeedProtocol.Drain.Instance, asker);
        await _connection.FishForMessageAsync(message => message is Close);
        _feed.Tell(Closed.Instance);
        await _router.FishForMessageAsync(message => message is RoutingProtocol.StreamCompleted);
        await asker.ExpectNoMsgAsync(TimeSpan.Zero);
        _feed.Tell(RoutingProtocol.Settled.Instance);

        await asker.ExpectMsgAsync<FeedProtocol.Drained>();
        _feed.Tell(FeedProtocol.Drain.Instance, asker);
        await asker.ExpectMsgAsync<FeedProtocol.Drained>();
    }

    [Fact]
    public async Task A_life_that_begins_while_draining_is_closed_at_once()
    {
        _feed.Tell(FeedProtocol.Drain.Instance, CreateTestProbe());
        _feed.Tell(new Began(_connection));

        await _connection.FishForMessageAsync(message => message is Close);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_is_sent_again_and_then_the_line_is_given_up()
    {
        var context = new FeedContext(Some.Options(o => o.AnswerTimeout = TimeSpan.FromMilliseconds(20)), Some.Meter(), TimeProvider.System, new HttpClient());
        var feed = Sys.ActorOf(FeedSupervisor.Props(context, _router, supervisor => Props.Create(() => new Relay(_connection))));
        feed.Tell(new FeedProtocol.Want([Some.Code]));
        feed.Tell(new LifeBegan(1, _connection));

        for (var i = 0; i < 3; i++) await _connection.FishForMessageAsync(message => message is ConnectionProtocol.Ask);
        await _connection.FishForMessageAsync(message => message is Recycle);
    }

    private void Want(params OptionCode[] codes) => _feed.Tell(new FeedProtocol.Want(codes));

    private void Live(int epoch) => _feed.Tell(new LifeBegan(epoch, _connection));

    private void Answer(int epoch, OptionCode code, Reaction reaction) =>
        _feed.Tell(new Answered(epoch, new ControlMessage("H0ZOANC0", code.ToString(), "0", "OPSP0000", "said"), reaction));

    private Task<FeedProtocol.FeedStatus> StatusAsync() => _feed.Ask<FeedProtocol.FeedStatus>(FeedProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));

    private async Task<T> EventAsync<T>() => (T)await _host.FishForMessageAsync(message => message is T);

    private async Task<List<FeedProtocol.Registration>> StatusesAsync(int count)
    {
        var heard = new List<FeedProtocol.Registration>();
        while (heard.Count < count) heard.Add((FeedProtocol.Registration)await _router.FishForMessageAsync(message => message is FeedProtocol.Registration));
        return heard;
    }

    /// <summary>Stands where the connection's actor would, and says when it was started.</summary>
    private sealed class Relay : UntypedActor
    {
        private readonly IActorRef _to;

        public Relay(IActorRef to) => _to = to;

        protected override void PreStart() => _to.Tell(new Started());

        protected override void OnReceive(object message) => _to.Forward(message);

        public sealed record Started;
    }
}
