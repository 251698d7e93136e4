using System.Text;
using Akka.Actor;
using Akka.Pattern;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Feed.Registrations;
using OptionAuctions.Venue;
using OptionAuctions.WebSockets;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>One life of the connection, against a venue on a real socket.</summary>
public sealed class FeedConnectionActorSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private VenueServer _venue = null!;
    private TestProbe _supervisor = null!;
    private AppKeySessionContext _line = null!;

    public async Task InitializeAsync()
    {
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, ApprovalEvery = TimeSpan.Zero, PingPongEvery = TimeSpan.FromSeconds(1) });
        _supervisor = CreateTestProbe("supervisor");
        _supervisor.IgnoreMessages(message => message is StateChanged);
        _line = Line();
    }

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task It_gets_a_key_opens_the_socket_and_asks_what_it_is_told_to_ask()
    {
        var connection = await LiveAsync();

        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));

        var answered = await _supervisor.ExpectMsgAsync<Answered>(Patience);
        Assert.Equal((Some.Code.ToString(), Reaction.Activate), (answered.Message.TrKey, answered.Verdict.Reaction));
        Assert.Equal([Some.Code], _venue.State().OpenSessions.Single().Codes);
    }

    [Fact]
    public async Task It_asks_for_trades_and_releases_them_under_their_own_TR()
    {
        var connection = await LiveAsync();
        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));
        await _supervisor.ExpectMsgAsync<Answered>(Patience);

        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Trades(Some.Code), Release: false)));

        Assert.Equal(Some.Trades(Some.Code), (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Message.Subject);
        Assert.Equal(["H0ZOANC0", "H0ZOCNT0"], _venue.State().OpenSessions.Single().Registrations.Select(r => r.TrId));
        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Trades(Some.Code), Release: true)));
        Assert.Equal(Reaction.Release, (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Verdict.Reaction);
        Assert.Equal(["H0ZOANC0"], _venue.State().OpenSessions.Single().Registrations.Select(r => r.TrId));
    }

    [Fact]
    public async Task It_releases_too()
    {
        var connection = await LiveAsync();
        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));
        await _supervisor.ExpectMsgAsync<Answered>(Patience);

        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: true)));

        Assert.Equal(Reaction.Release, (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Verdict.Reaction);
        Assert.Empty(_venue.State().OpenSessions.Single().Codes);
    }

    [Fact]
    public async Task Data_goes_past_it_into_the_intake()
    {
        await LiveAsync();

        await _venue.SendAsync(Some.Message((Some.Code, 1060)));

        using var batch = await Feed.Intake.Batches.ReadAsync().AsTask().WaitAsync(Patience);
        Assert.Equal((Some.Code, Won.Of(1060)), (batch.Records[0].Code, batch.Records[0].Price));
    }

    [Fact]
    public async Task Text_that_is_not_UTF_8_does_not_cost_the_session()
    {
        await LiveAsync();
        byte[] broken = [.. "0|H0ZOANC0|001|"u8, 0xC5, 0xE4, 0xFF];

        await _venue.SendAsync(broken);
        await _venue.SendAsync(Some.Message((Some.Code, 1060)));

        var (messages, records) = (0, 0);
        while (messages < 2)
        {
            using var batch = await Feed.Intake.Batches.ReadAsync().AsTask().WaitAsync(Patience);
            (messages, records) = (messages + batch.Messages, records + batch.Records.Length);
        }

        Assert.Equal(1, records);
        Assert.Equal(broken, Feed.Meter.Read().RecentRefusals[0].Raw.ToArray());
        Assert.True(_venue.State().Sessions.Single().IsOpen);
    }

    [Fact]
    public async Task A_lost_socket_ends_the_life_and_the_actor()
    {
        var connection = await LiveAsync();
        Watch(connection);

        _venue.AbortSessions();

        Assert.Equal(1, (await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience)).Epoch);
        await ExpectTerminatedAsync(connection, Patience);
        Assert.Equal(Feed.Meter.Read().SocketsOpened, Feed.Meter.Read().SocketsClosed);
    }

    [Fact]
    public async Task Told_to_close_it_sends_1000_and_stays_closed()
    {
        var connection = await LiveAsync();

        connection.Tell(Close.Instance);

        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        await _supervisor.ExpectMsgAsync<Closed>(Patience);
        var session = (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single();
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (session.End, session.CloseCode));
    }

    [Fact]
    public async Task Before_the_last_close_it_releases_what_is_registered_as_far_as_there_is_time()
    {
        var connection = await LiveAsync();
        connection.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));
        await _supervisor.ExpectMsgAsync<Answered>(Patience);

        connection.Tell(new Close([Some.Code]));

        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        var state = await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience);
        Assert.Equal((1000, 1), (state.Sessions.Single().CloseCode, state.Counters.AnswersByCode["OPSP0001"]));
    }

    [Fact]
    public async Task Releases_do_not_hold_up_the_close_for_longer_than_their_time_however_slow_their_pace()
    {
        var line = Some.Session(Some.Feed(
            Options(o => (o.Connection.RequestPace, o.Connection.ReleaseTime) = (TimeSpan.FromDays(1), TimeSpan.FromSeconds(2))), TimeProvider.System));
        var connection = await LiveAsync(line);

        connection.Tell(new Close([Some.Code, Some.OtherCode]));

        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        var state = await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience);
        Assert.Equal((1000, 1), (state.Sessions.Single().CloseCode, state.Sessions.Single().RequestsReceived));
    }

    [Fact]
    public async Task An_answer_about_no_code_of_this_feed_is_no_acceptance_of_the_key_and_frees_no_slot()
    {
        var line = Line();
        line.SlotHeldInARow = 3;
        await LiveAsync(line);
        line.Keys.Refused();
        await _venue.SendAsync(Encoding.UTF8.GetBytes(
            """{"header":{"tr_id":"H0ZOANC0","tr_key":"~~~"},"body":{"rt_cd":"0","msg_cd":"OPSP0000","msg1":"SUBSCRIBE SUCCESS"}}"""));
        await _venue.SendAsync(Encoding.UTF8.GetBytes(
            """{"header":{"tr_id":"H0ZOANC0","tr_key":"B11612083"},"body":{"rt_cd":"1","msg_cd":"OPSP0007","msg1":"SUBSCRIBE INTERNAL ERROR"}}"""));

        Assert.Equal("OPSP0007", (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Message.MessageCode); // the first was told to nobody
        Assert.Equal((3, false), (line.SlotHeldInARow, line.Keys.Refused())); // still the second refusal in a row
    }

    [Fact]
    public async Task Told_to_close_while_the_upgrade_is_under_way_it_says_good_bye_when_that_is_done()
    {
        var mayOpen = new TaskCompletionSource();
        var line = Some.Session(Some.Feed(Options(), TimeProvider.System, connect: async (request, stop) =>
        {
            var socket = await WebSocketConnection.ConnectAsync(request, stop);
            await mayOpen.Task;
            return socket;
        }));
        var connection = Sys.ActorOf(FeedConnectionActor.Props(line, _supervisor));
        await _supervisor.ExpectMsgAsync<Started>(Patience);
        await _venue.WhenAsync(s => s.OpenSessions.Any()).WaitAsync(Patience);

        connection.Tell(new Close([]));
        await connection.Ask<ActorIdentity>(new Identify(0), Patience);
        mayOpen.SetResult();

        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        await _supervisor.ExpectMsgAsync<Closed>(Patience);
        Assert.Equal(1000, (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single().CloseCode);
    }

    [Fact]
    public async Task The_socket_of_a_connection_that_is_stopped_is_waited_for_by_the_next_one()
    {
        var (connection, former) = (await LiveAsync(), _line.FormerSocket);

        await connection.GracefulStop(Patience);

        Assert.NotSame(former, _line.FormerSocket);
        await _line.FormerSocket.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_slot_that_is_held_each_time_is_tried_for_a_few_times_and_then_no_more()
    {
        var first = await LiveAsync();
        first.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));
        await _supervisor.ExpectMsgAsync<Answered>(Patience);
        var line = Line();
        line.SlotHeldInARow = Feed.Options.Dialing.SlotHeldTries - 1;
        var last = await LiveAsync(line);

        last.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));

        await _supervisor.ExpectMsgAsync<Answered>(Patience);
        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        var blocked = await _supervisor.ExpectMsgAsync<Blocked>(Patience);
        Assert.Equal((AppKeySessionState.Parked, (DateTimeOffset?)null), (blocked.State, blocked.Until));
        Assert.EndsWith("6 times in a row", blocked.Reason);
    }

    [Fact]
    public async Task A_connection_that_goes_on_after_a_keep_alive_was_sent_back_is_good_without_an_answer()
    {
        var (time, backOff) = (new FakeTimeProvider(Some.Morning), CreateTestProbe("back-off"));
        backOff.ChildActorOf(FeedConnectionActor.Props(Some.Session(Some.Feed(Options(), time)), _supervisor));
        var connection = (await _supervisor.FishForMessageAsync<ConnectionOpened>(_ => true, Patience)).Connection;
        await _venue.WhenAsync(s => s.OpenSessions.Single().PingPongsEchoed > 1).WaitAsync(Patience);

        time.Advance(TimeSpan.FromSeconds(60));

        await backOff.FishForMessageAsync<BackoffSupervisor.Reset>(_ => true, Patience);
        connection.Tell(Close.Instance);
        await _supervisor.FishForMessageAsync<Closed>(_ => true, Patience);
    }

    [Fact]
    public async Task Stopped_from_outside_it_still_sends_1000()
    {
        var connection = await LiveAsync();

        Sys.Stop(connection);

        var session = (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single();
        Assert.Equal(1000, session.CloseCode);
        Assert.IsType<ConnectionEnded>(await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience));
    }

    [Fact]
    public async Task While_another_session_holds_the_app_key_it_closes_waits_and_says_until_when()
    {
        var first = await LiveAsync();
        first.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));
        await _supervisor.ExpectMsgAsync<Answered>(Patience);
        var second = await LiveAsync(Line());

        second.Tell(new ConnectionProtocol.SendRequest(new RegistrationRequest(Some.Code, Release: false)));

        Assert.Equal(Reaction.WaitForSlot, (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Verdict.Reaction);
        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        var blocked = await _supervisor.ExpectMsgAsync<Blocked>(Patience);
        Assert.NotNull(blocked.Until);
        Assert.Contains("OPSP8996", blocked.Reason);
    }

    [Fact]
    public async Task An_unknown_key_ends_the_life_once_and_parks_the_second_time_in_a_row()
    {
        for (var time = 1; time <= 2; time++)
        {
            await LiveAsync();
            await _venue.SendAsync(Encoding.UTF8.GetBytes(
                """{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP0011","msg1":"invalid approval : NOT FOUND"}}"""));
            Assert.Equal(Reaction.NewKey, (await _supervisor.ExpectMsgAsync<Answered>(Patience)).Verdict.Reaction);
            await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        }

        Assert.Null((await _supervisor.ExpectMsgAsync<Blocked>(Patience)).Until);
        Assert.Equal(2, _venue.State().Counters.ApprovalsGranted);
    }

    [Fact]
    public async Task A_venue_that_cannot_be_reached_is_named_without_secrets()
    {
        await _venue.KillAsync();

        Sys.ActorOf(FeedConnectionActor.Props(_line, _supervisor));

        await _supervisor.ExpectMsgAsync<Started>(Patience);
        var reason = (await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience)).Reason;
        Assert.Contains("cannot be reached", reason);
        Canary.IsNotIn(reason);
        Assert.Empty(_line.Dials.Approvals.Log.Dials); // what has not reached the venue counts nowhere
    }

    [Fact]
    public async Task Credentials_that_the_approval_endpoint_refuses_park_the_line()
    {
        await using var strict = await VenueServer.StartAsync(new VenueOptions
        {
            MarketRuns = false,
            Accounts = [new VenueAccount(new Secret("somebody-else"), new Secret("their-secret"))],
        });
        var line = Some.Session(Some.Feed(Options(o => o.ApprovalUrl = strict.ApprovalUrl), TimeProvider.System));

        Sys.ActorOf(FeedConnectionActor.Props(line, _supervisor));

        await _supervisor.ExpectMsgAsync<Started>(Patience);
        await _supervisor.ExpectMsgAsync<ConnectionEnded>(Patience);
        var blocked = await _supervisor.ExpectMsgAsync<Blocked>(Patience);
        Assert.Equal((AppKeySessionState.Parked, null), (blocked.State, blocked.Until));
        Assert.Contains("EGW00103", blocked.Reason);
        Canary.IsNotIn(blocked.Reason);
        Assert.Single(line.Dials.Approvals.Log.Dials); // the knock was counted
    }

    [Fact]
    public async Task A_line_parked_for_its_credentials_dials_again_when_they_are_renewed_and_not_when_others_are()
    {
        await using var strict = await VenueServer.StartAsync(new VenueOptions
        {
            MarketRuns = false,
            Accounts = [new VenueAccount(new Secret("renewed-key"), new Secret("renewed-secret"))],
        });
        var options = Options(o =>
        {
            (o.WsUrl, o.ApprovalUrl) = (strict.WebSocketUrl, strict.ApprovalUrl);
            o.AppKeys.Add(new AppKeyOptions { AppKey = new Secret("another-key"), AppSecret = new Secret("its-secret") });
        });
        var line = Some.Session(Some.Feed(options, TimeProvider.System));
        var parked = Sys.ActorOf(FeedConnectionActor.Props(line, _supervisor));
        await _supervisor.FishForMessageAsync(message => message is Blocked, Patience);
        Watch(parked);

        var first = options.AppKeys[0];
        options.RenewAppKeys([first, new AppKeyOptions { AppKey = new Secret("yet-another"), AppSecret = new Secret("its-secret") }]);
        Assert.Equal(parked, (await parked.Ask<ActorIdentity>(new Identify(null), Patience)).Subject); // it lives on
        options.RenewAppKeys([new AppKeyOptions { AppKey = new Secret("renewed-key"), AppSecret = new Secret("renewed-secret") }, options.AppKeys[1]]);

        await ExpectTerminatedAsync(parked, Patience);
        await LiveAsync(line);
    }

    [Fact]
    public async Task A_spent_dial_budget_blocks_before_anything_is_dialed()
    {
        var directory = Directory.CreateTempSubdirectory("dials").FullName;
        var options = Options(o => (o.WsUrl, o.StateDirectory, o.Dialing.DialsPerTenMinutes) = (new Uri("ws://ops.venue.invalid"), directory, 1));
        new DialLog(directory, Canary.AppKey).Add(MarketTime.Now(TimeProvider.System));

        Sys.ActorOf(FeedConnectionActor.Props(Some.Session(Some.Feed(options, TimeProvider.System)), _supervisor));

        await _supervisor.ExpectMsgAsync<Started>(Patience);
        Assert.NotNull((await _supervisor.ExpectMsgAsync<Blocked>(Patience)).Until);
        Assert.Equal(0, _venue.State().Counters.ApprovalsGranted);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_log_that_cannot_be_kept_blocks_by_name_and_what_is_wrong_in_one_is_an_event()
    {
        var directory = Directory.CreateTempSubdirectory("dials").FullName;
        var line = Some.Session(Some.Feed(Options(o => (o.WsUrl, o.StateDirectory) = (new Uri("ws://ops.venue.invalid"), directory)), TimeProvider.System));
        line.Dials.Sockets.Count();
        var log = Directory.GetFiles(directory).Single();
        File.AppendAllText(log, "9999-12-31T23:59:59.9999999+00:00\n");
        var warned = CreateTestProbe("warned");
        Sys.EventStream.Subscribe(warned, typeof(FeedWarned));

        Sys.ActorOf(FeedConnectionActor.Props(line, _supervisor));
        Assert.Contains("in the future", (await warned.ExpectMsgAsync<FeedWarned>(Patience)).Text);
        await _supervisor.FishForMessageAsync(message => message is ConnectionEnded, Patience); // its own dial is in the log
        File.Delete(log);
        Directory.CreateDirectory(log);
        Sys.ActorOf(FeedConnectionActor.Props(line, _supervisor));

        var blocked = (Blocked)await _supervisor.FishForMessageAsync(message => message is Blocked, Patience);
        Assert.StartsWith("the dial log cannot be kept: ", blocked.Reason);
        Assert.NotNull(blocked.Until);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_keep_alive_comes_back_from_the_socket_itself()
    {
        await LiveAsync();

        await _venue.WhenAsync(s => s.OpenSessions.Single().PingPongsEchoed > 0).WaitAsync(Patience);

        Assert.True(Feed.Meter.Read().PingPongs > 0);
    }

    private FeedContext Feed => _line.Feed;

    private async Task<IActorRef> LiveAsync(AppKeySessionContext? line = null)
    {
        Sys.ActorOf(FeedConnectionActor.Props(line ?? _line, _supervisor));
        await _supervisor.ExpectMsgAsync<Started>(Patience);
        return (await _supervisor.ExpectMsgAsync<ConnectionOpened>(Patience)).Connection;
    }

    private AppKeySessionContext Line() => Some.Session(Some.Feed(Options(), TimeProvider.System));

    private FeedOptions Options(Action<FeedOptions>? change = null) => Some.Options(o =>
    {
        (o.WsUrl, o.ApprovalUrl, o.Dialing.SlotHeldWait) = (_venue.WebSocketUrl, _venue.ApprovalUrl, TimeSpan.FromMinutes(10));
        change?.Invoke(o);
    });
}
