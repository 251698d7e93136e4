using System.Collections.Concurrent;
using System.Net.WebSockets;
using Akka.Actor;
using OptionAuctions.Feed;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Venue;
using OptionAuctions.WebSockets;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>The ends of a connection at moments at which nobody seems to own its socket.</summary>
public sealed class ConnectionEndSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FeedMeter _meter = Some.Meter();
    private VenueServer _venue = null!;

    public async Task InitializeAsync() =>
        _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, ApprovalEvery = TimeSpan.Zero });

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
        _meter.Dispose();
    }

    [Fact]
    public async Task Stopped_when_the_venue_has_just_accepted_it_the_connection_says_good_bye()
    {
        var (accepted, told) = (new TaskCompletionSource(), new TaskCompletionSource());
        var session = CreateTestProbe("session");
        session.IgnoreMessages(message => message is StateChanged or Started);
        var feed = Feed(async (request, stop) =>
        {
            var socket = await WebSocketConnection.ConnectAsync(request, stop);
            accepted.SetResult();
            await told.Task;
            return socket;
        });
        var connection = Sys.ActorOf(FeedConnectionActor.Props(Some.Session(feed), session));
        await accepted.Task.WaitAsync(Patience);

        await connection.GracefulStop(Patience);
        await Task.Run(told.SetResult);

        Assert.Equal(1000, (await _venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience)).Sessions.Single().CloseCode);
        await AwaitConditionAsync(() => Task.FromResult(_meter.Read() is { SocketsOpened: 1, SocketsClosed: 1 }), Patience);
    }

    [Fact]
    public async Task A_connection_that_opens_long_after_it_was_closed_says_good_bye_too()
    {
        var said = new ConcurrentQueue<string>();
        var (dialed, answer) = (new TaskCompletionSource(), new TaskCompletionSource<WebSocket>());
        var socket = new FeedSocket(Feed((_, _) =>
        {
            dialed.SetResult();
            return answer.Task; // whoever gives up meanwhile does not stop it
        }, closeTimeout: TimeSpan.FromMilliseconds(100)));
        var opening = socket.OpenAsync(new NoMessages());
        await dialed.Task.WaitAsync(Patience);

        await socket.CloseAsync().WaitAsync(Patience);
        answer.SetResult(new SilentSocket(said.Enqueue));

        await Assert.ThrowsAsync<FeedConnectException>(() => opening.WaitAsync(Patience));
        Assert.Equal(["close 1000", "disposed"], said);
        Assert.Equal((1, 1), (_meter.Read().SocketsOpened, _meter.Read().SocketsClosed));
    }

    private FeedContext Feed(WebSocketConnector connect, TimeSpan? closeTimeout = null)
    {
        var options = Some.Options(o =>
        {
            (o.WsUrl, o.ApprovalUrl) = (_venue.WebSocketUrl, _venue.ApprovalUrl);
            o.Connection.CloseTimeout = closeTimeout ?? Patience; // a busy machine is no reason to give up
        });
        return new FeedContext(options, _meter, TimeProvider.System, new MessageIntake(64, _meter)) { Connect = connect };
    }

    private sealed class NoMessages : IWebSocketMessageHandler
    {
        public void OnMessage(ReadOnlySpan<byte> message)
        {
        }

        public void OnOversized(ReadOnlySpan<byte> beginning)
        {
        }

        public void OnQuiet()
        {
        }

        public ValueTask WhenRoomAsync() => ValueTask.CompletedTask;
    }
}
