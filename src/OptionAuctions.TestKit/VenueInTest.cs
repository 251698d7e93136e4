using OptionAuctions.TestKit.Faults;
using OptionAuctions.Venue;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// The simulated venue inside a test, on a port of its own, behind a <see cref="FaultProxy"/> that passes everything until it is told
/// otherwise. For any host: <see cref="Point"/> is what options need to know.
/// </summary>
public sealed class VenueInTest : IAsyncDisposable
{
    private VenueInTest(VenueServer server, VirtualClock? steps) => (Server, Steps, Line) = (server, steps, FaultProxy.Before(server.WebSocketUrl));

    /// <summary>An account that the simulated venue takes, and nobody else.</summary>
    public static AppKeyOptions MadeUpCredentials => new() { AppKey = new Secret("app-key-of-a-test"), AppSecret = new Secret("app-secret-of-a-test") };

    /// <summary>The venue.</summary>
    public VenueServer Server { get; }

    /// <summary>The network between feed and venue: what goes wrong there.</summary>
    public FaultProxy Line { get; }

    /// <summary>The venue's time, for the feed to live on too.</summary>
    public TimeProvider Clock => Server.Clock;

    /// <summary>
    /// What moves that time; <see langword="null"/> when it runs by itself. A step of <see cref="VenueOptions.PingPongAnswerWithin"/> or
    /// more leaves a client no time to answer PINGPONG in, and its session is cut.
    /// </summary>
    public VirtualClock? Steps { get; }

    /// <summary>A venue that sends nothing but what the test sends, on a clock that only the test moves, and that frees a slot at once.</summary>
    public static Task<VenueInTest> StartAsync() => StartAsync(
        new VenueOptions { MarketRuns = false, SlotHeldAfterUncleanEnd = TimeSpan.Zero, ApprovalEvery = TimeSpan.Zero }, new VirtualClock());

    /// <summary>A venue with options of its own, for example one whose market runs.</summary>
    /// <param name="options">How it is set up.</param>
    /// <param name="steps">What moves its time; without it, time runs by itself.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    public static async Task<VenueInTest> StartAsync(VenueOptions options, VirtualClock? steps = null) =>
        new(await VenueServer.StartAsync(options, steps), steps);

    /// <summary>
    /// Points options to the venue, through <see cref="Line"/>, with <see cref="MadeUpCredentials"/>, no pace between registrations, and
    /// waits of some milliseconds before it connects again.
    /// </summary>
    public void Point(FeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.WsUrl, options.ApprovalUrl) = (Line.Through(Server.WebSocketUrl), Server.ApprovalUrl);
        options.AppKeys = [MadeUpCredentials];
        options.RequestPace = TimeSpan.Zero;
        (options.ReconnectMin, options.ReconnectMax) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20));
        options.SlotHeldWait = TimeSpan.FromMilliseconds(20);
    }

    /// <summary>Completes when an open session is registered for the expected executions of all these codes.</summary>
    /// <exception cref="TimeoutException">It was not within 20 s.</exception>
    public Task RegisteredAsync(params OptionCode[] codes) => Server
        .WhenAsync(state => codes.All(code => state.OpenSessions.Any(session => session.Registrations.Any(r => r.Code == code && r.TrId == RecordLayout.H0ZOANC0.TrId))))
        .WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Sends a message to every open session.</summary>
    public Task SendAsync(FrameBuilder message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Server.SendAsync(message.ToBytes());
    }

    /// <summary>Stops the proxy and the venue.</summary>
    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        await Server.DisposeAsync();
    }
}
