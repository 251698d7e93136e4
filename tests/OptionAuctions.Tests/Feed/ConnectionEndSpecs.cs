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

/// <summary>The end of a connection at a moment at which nobody seems to own its socket, and the begin of the next.</summary>
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
    public async Task The_next_connection_dials_when_the_former_socket_is_closed()
    {
        var (former, dialed) = (new TaskCompletionSource(), new TaskCompletionSource());
        var session = CreateTestProbe("session");
        var context = Some.Session(Feed((_, stop) =>
        {
            dialed.TrySetResult();
            return Task.FromException<WebSocket>(new IOException("refused"));
        }));
        await context.Keys.GetAsync(CancellationToken.None); // so that nothing else is waited for
        context.FormerSocket = former.Task;
        var connection = Sys.ActorOf(FeedConnectionActor.Props(context, session));
        await session.ExpectMsgAsync<Started>(Patience);
        for (var look = 0; look < 200; look++) await connection.Ask<ActorIdentity>(new Identify(look), Patience);
        Assert.False(dialed.Task.IsCompleted);

        former.SetResult();

        await dialed.Task.WaitAsync(Patience);
    }

    private FeedContext Feed(WebSocketConnector connect)
    {
        var options = Some.Options(o =>
        {
            (o.WsUrl, o.ApprovalUrl) = (_venue.WebSocketUrl, _venue.ApprovalUrl);
            o.Connection.CloseTimeout = Patience; // a busy machine is no reason to give up
        });
        return new FeedContext(options, _meter, TimeProvider.System, new MessageIntake(64, _meter)) { Connect = connect };
    }
}
