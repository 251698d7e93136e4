using OptionAuctions.Replay;
using Akka.Actor;
using Akka.TestKit;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Wire;
using Xunit.Abstractions;
using static OptionAuctions.Feed.AppKeySessionProtocol;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

public sealed class AppKeySessionActorSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestProbe _connection;
    private readonly TestProbe _supervisor;
    private readonly TestProbe _host;
    private readonly IActorRef _line;
    private readonly IActorRef _firstLife;

    public AppKeySessionActorSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _connection = CreateTestProbe("connection");
        _supervisor = CreateTestProbe("supervisor");
        _host = CreateTestProbe("host");
        Sys.EventStream.Subscribe(_host, typeof(IFeedEvent));
        _line = Line(Some.Options());
        _connection.ExpectMsg<Relay.Started>();
        _firstLife = _connection.LastSender;
    }

    [Fact]
    public async Task In_a_new_life_what_it_holds_is_asked_for_one_at_a_time_and_the_higher_priority_first()
    {
        Take(Some.Code);
        Take(Some.OtherCode, priority: 1);
        Live(1);

        Assert.Equal(Some.OtherCode, (await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
        Answer(1, Some.OtherCode, Reaction.Activate);
        Assert.Equal(Some.Code, (await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
    }

    [Fact]
    public async Task The_feed_hears_where_each_registration_stands_and_why()
    {
        Take(Some.Code);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();
        Answer(1, Some.Code, Reaction.RefuseCode);

        var heard = await ChangesAsync(3);

        Assert.Equal([RegistrationStatus.Pending, RegistrationStatus.Requested, RegistrationStatus.Refused], heard.Select(r => r.Status));
        Assert.Contains("OPSP", heard[^1].Reason);
    }

    [Fact]
    public async Task A_loss_is_told_with_the_codes_it_concerns_and_the_first_answer_after_it_ends_the_gap()
    {
        Take(Some.Code);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();
        Answer(1, Some.Code, Reaction.Activate);
        _line.Tell(new ConnectionEnded(1, "cut"));
        var lost = await EventAsync<FeedLost>();
        Assert.Equal([Some.Code], (await FromSessionAsync<SessionInterrupted>()).Codes);

        Live(2);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();
        Answer(2, Some.Code, Reaction.Activate);

        var resumed = await EventAsync<FeedResumed>();
        Assert.Equal((2, "cut"), (resumed.Epoch, resumed.Reason));
        Assert.True(resumed.From <= lost.At && resumed.From <= resumed.At);
    }

    [Fact]
    public async Task Both_kinds_of_one_code_are_asked_for_and_acknowledged_each_by_itself()
    {
        Take(Some.Code);
        Take(Some.Trades(Some.Code), priority: -1);
        Live(1);

        Assert.Equal(Some.Code, (await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
        Answer(1, Some.Code, Reaction.Activate);
        Assert.Equal(Some.Trades(Some.Code), (await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic);
        Assert.Equal((2, 1), await HeldAndActiveAsync());
        Answer(1, Some.Trades(Some.Code), Reaction.Activate);

        Assert.Equal((2, 2), await HeldAndActiveAsync());
    }

    [Fact]
    public async Task An_acknowledgement_of_the_other_TR_does_not_activate()
    {
        Take(Some.Code);
        Take(Some.Trades(Some.Code), priority: -1);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();

        Answer(1, Some.Trades(Some.Code), Reaction.Activate);

        Assert.Equal(0, (await StatusAsync()).Active);
        await _connection.ExpectNoMsgAsync(TimeSpan.Zero); // the first request is in flight still
    }

    [Fact]
    public async Task An_error_that_names_neither_TR_nor_code_is_taken_for_the_request_in_flight()
    {
        Take(Some.Trades(Some.Code));
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();

        _line.Tell(new Answered(1, new ControlMessage("(null)", "", "9", "OPSP0008", "said"), new Verdict(Reaction.ShrinkCapacity, IsAlarm: false)));

        var status = await StatusAsync();
        Assert.Equal((1, 0), (status.Held, status.Capacity));
    }

    [Fact]
    public async Task A_loss_names_each_code_once_and_only_those_whose_expected_executions_it_concerns()
    {
        Take(Some.Code);
        Take(Some.Trades(Some.Code), priority: -1);
        Take(Some.Trades(Some.OtherCode), priority: -1);
        Live(1);
        _line.Tell(new ConnectionEnded(1, "cut"));

        Assert.Equal([Some.Code], (await FromSessionAsync<SessionInterrupted>()).Codes);
    }

    [Fact]
    public async Task Held_back_for_long_it_says_so_and_lets_go_of_its_codes()
    {
        Take(Some.Code);
        Live(1);
        _line.Tell(new ConnectionEnded(1, "OPSP8996"));
        _line.Tell(new Blocked(AppKeySessionState.SlotHeld, "another session holds this app key", Some.Morning));

        Assert.Equal(Some.Morning, (await EventAsync<FeedBlocked>()).Until);
        await FromSessionAsync<SessionBlocked>();
        Assert.Equal(RegistrationStatus.Released, Assert.Single((await FromSessionAsync<RegistrationsChanged>()).Changes).Status);
    }

    [Fact]
    public async Task A_smaller_capacity_is_told_as_soon_as_it_is_learned()
    {
        Take(Some.Code);
        Live(1);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();
        Answer(1, Some.Code, Reaction.ShrinkCapacity);

        Assert.Equal(new CapacityLearned(0, 0), await FromSessionAsync<CapacityLearned>());
    }

    [Fact]
    public async Task It_says_where_it_stands_from_the_key_to_the_last_answer_and_back()
    {
        Take(Some.Code);
        _line.Tell(new Started(_connection));
        Assert.Equal(AppKeySessionState.Authorizing, (await StatusAsync()).State);
        _line.Tell(new StateChanged(AppKeySessionState.Connecting));
        Assert.Equal(AppKeySessionState.Connecting, (await StatusAsync()).State);
        Live(1);
        Assert.Equal(AppKeySessionState.Registering, (await StatusAsync()).State);
        Answer(1, Some.Code, Reaction.Activate);
        Assert.Equal(AppKeySessionState.Live, (await StatusAsync()).State);
        _line.Tell(new ConnectionEnded(1, "cut"));
        var status = await StatusAsync();
        Assert.Equal((AppKeySessionState.BackingOff, "cut"), (status.State, status.Reason));
    }

    [Theory]
    [InlineData(23, 1)]
    [InlineData(25, 2)]
    public async Task What_was_learned_of_the_capacity_holds_for_a_day(int hours, int capacity)
    {
        var time = new VirtualClock();
        var feed = Some.Feed(Some.Options(o => o.Connection.Capacity = 2), time);
        var session = Sys.ActorOf(AppKeySessionActor.Props(feed, 0, _supervisor, _ => Props.Create(() => new Relay(_connection))));
        foreach (var code in (Topic[])[Some.Code, Some.OtherCode]) session.Tell(new Register(code, Priority: 0));
        session.Tell(new ConnectionOpened(1, _connection));
        foreach (var reaction in (Reaction[])[Reaction.Activate, Reaction.ShrinkCapacity])
        {
            var asked = (ConnectionProtocol.SendRequest)await _connection.FishForMessageAsync(message => message is ConnectionProtocol.SendRequest);
            session.Tell(new Answered(1, Some.Answer(asked.Request.Topic), new Verdict(reaction, IsAlarm: false)));
        }

        await FromSessionAsync<CapacityLearned>();
        time.Advance(TimeSpan.FromHours(hours));
        session.Tell(new ConnectionEnded(1, "cut"));
        session.Tell(new ConnectionOpened(2, _connection));

        Assert.Equal(capacity, (await session.Ask<AppKeySessionStatus>(AuctionProtocol.GetStatus.Instance, Patience)).Capacity);
    }

    [Fact]
    public async Task While_its_connection_waits_it_says_why_and_until_when_and_keeps_its_codes()
    {
        Take(Some.Code);
        _line.Tell(new Started(_connection));

        _line.Tell(new StateChanged(AppKeySessionState.BackingOff, "night", Some.Nine));

        var status = await StatusAsync();
        Assert.Equal((AppKeySessionState.BackingOff, "night", Some.Nine, 1), (status.State, status.Reason, status.Until!.Value, status.Held));
    }

    [Fact]
    public async Task Word_of_a_former_life_changes_nothing()
    {
        Take(Some.Code);
        Live(1);
        _line.Tell(new ConnectionEnded(1, "cut"));
        Live(2);
        Answer(1, Some.Code, Reaction.Activate);

        Assert.Equal(0, (await StatusAsync()).Active);
        Answer(2, Some.Code, Reaction.Activate);
        Assert.Equal(1, (await StatusAsync()).Active);
    }

    [Fact]
    public async Task The_end_of_another_life_does_not_end_this_one()
    {
        Take(Some.Code);
        Live(2);
        await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>();
        Answer(2, Some.Code, Reaction.Activate);
        _line.Tell(new ConnectionEnded(1, "late"));

        var status = await StatusAsync();
        Assert.Equal((AppKeySessionState.Live, 1, 2), (status.State, status.Active, status.Epoch));
        Take(Some.OtherCode);
        Assert.Equal(Some.OtherCode, (await _connection.ExpectMsgAsync<ConnectionProtocol.SendRequest>()).Request.Topic); // it is used as before
        _supervisor.Ref.Tell("the last");
        var told = new List<object>();
        while (told.LastOrDefault() is not "the last") told.Add(await _supervisor.ReceiveOneAsync(TimeSpan.FromSeconds(30)));
        Assert.DoesNotContain(told, message => message is SessionInterrupted);
    }

    [Fact]
    public async Task Lives_begin_again_with_a_back_off_when_one_ends()
    {
        Sys.Stop(_firstLife);

        await _connection.ExpectMsgAsync<Relay.Started>();
        Assert.NotEqual(_firstLife, _connection.LastSender);
    }

    [Fact]
    public async Task To_drain_it_has_the_socket_closed_and_says_when_it_is()
    {
        Take(Some.Code);
        _line.Tell(new Started(_connection));
        Live(1);
        await _connection.FishForMessageAsync(message => message is ConnectionProtocol.SendRequest);
        Answer(1, Some.Code, Reaction.Activate);
        _line.Tell(FeedProtocol.Drain.Instance);
        var close = (Close)await _connection.FishForMessageAsync(message => message is Close);
        Assert.Equal([Some.Code], close.Registered); // which are released before the close

        _line.Tell(Closed.Instance);

        await FromSessionAsync<SessionClosed>();
    }

    [Fact]
    public async Task A_life_that_ended_before_it_heard_that_it_is_to_close_holds_nobody_up()
    {
        _line.Tell(new Started(_connection));
        _line.Tell(FeedProtocol.Drain.Instance);
        _line.Tell(new ConnectionEnded(1, "no approval key"));

        await FromSessionAsync<SessionClosed>();
    }

    [Fact]
    public async Task Between_two_connections_a_drain_ends_the_back_off_so_that_no_other_is_dialed()
    {
        var connections = await Sys.ActorSelection(_line.Path / "connections").ResolveOne(Patience);
        Watch(connections);

        _line.Tell(FeedProtocol.Drain.Instance);

        await ExpectTerminatedAsync(connections, Patience);
        await FromSessionAsync<SessionClosed>();
        Assert.Equal(AppKeySessionState.Closed, (await StatusAsync()).State);
    }

    [Fact]
    public async Task A_connection_that_ends_by_itself_during_a_drain_is_followed_by_no_other()
    {
        var connections = await Sys.ActorSelection(_line.Path / "connections").ResolveOne(Patience);
        Watch(connections);
        _line.Tell(new Started(_connection));
        Live(1);
        _line.Tell(FeedProtocol.Drain.Instance);

        _line.Tell(new ConnectionEnded(1, "cut"));

        await ExpectTerminatedAsync(connections, Patience);
        await FromSessionAsync<SessionClosed>();
    }

    [Fact]
    public async Task A_life_that_begins_while_draining_is_closed_at_once()
    {
        _line.Tell(FeedProtocol.Drain.Instance);
        await FromSessionAsync<SessionClosed>();
        _line.Tell(new Started(_connection));

        await _connection.FishForMessageAsync(message => message is Close);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_time_is_sent_again_and_then_the_line_is_given_up()
    {
        var line = Line(Some.Options(o => o.Connection.AnswerTimeout = TimeSpan.FromMilliseconds(20)));
        line.Tell(new Register(Some.Code, 0));
        line.Tell(new ConnectionOpened(1, _connection));

        for (var i = 0; i < 3; i++) await _connection.FishForMessageAsync(message => message is ConnectionProtocol.SendRequest);
        await _connection.FishForMessageAsync(message => message is Reconnect);
    }

    [Fact]
    public async Task A_registration_for_trades_whose_answer_is_lost_is_asked_for_again()
    {
        var line = Line(Some.Options(o => o.Connection.AnswerTimeout = TimeSpan.FromMilliseconds(20)));
        line.Tell(new Register(Some.Trades(Some.Code), 0));
        line.Tell(new ConnectionOpened(1, _connection));

        for (var i = 0; i < 2; i++)
        {
            var asked = (ConnectionProtocol.SendRequest)await _connection.FishForMessageAsync(message => message is ConnectionProtocol.SendRequest);
            Assert.Equal(new RegistrationRequest(Some.Trades(Some.Code), Release: false), asked.Request);
        }
    }

    private IActorRef Line(FeedOptions options) => Sys.ActorOf(AppKeySessionActor.Props(
        Some.Feed(options, TimeProvider.System), 0, _supervisor, _ => Props.Create(() => new Relay(_connection))));

    private void Take(Topic topic, int priority = 0) => _line.Tell(new Register(topic, priority));

    private void Live(int epoch) => _line.Tell(new ConnectionOpened(epoch, _connection));

    private void Answer(int epoch, Topic topic, Reaction reaction) =>
        _line.Tell(new Answered(epoch, Some.Answer(topic), new Verdict(reaction, IsAlarm: false)));

    private Task<AppKeySessionStatus> StatusAsync() => _line.Ask<AppKeySessionStatus>(AuctionProtocol.GetStatus.Instance, TimeSpan.FromSeconds(5));

    private async Task<(int Held, int Active)> HeldAndActiveAsync()
    {
        var status = await StatusAsync();
        return (status.Held, status.Active);
    }

    private async Task<T> EventAsync<T>() => (T)await _host.FishForMessageAsync(message => message is T);

    private async Task<T> FromSessionAsync<T>() => (T)await _supervisor.FishForMessageAsync(message => message is T);

    private async Task<List<RegistrationChange>> ChangesAsync(int count)
    {
        var heard = new List<RegistrationChange>();
        while (heard.Count < count) heard.AddRange((await FromSessionAsync<RegistrationsChanged>()).Changes);
        return heard;
    }
}

/// <summary>Stands where an actor would be made, and says when it was started.</summary>
internal sealed class Relay : UntypedActor
{
    private readonly IActorRef _to;

    public Relay(IActorRef to) => _to = to;

    protected override void PreStart() => _to.Tell(new Started());

    protected override void OnReceive(object message) => _to.Forward(message);

    public sealed record Started;
}
