using OptionAuctions.Replay;
using OptionAuctions.Venue;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// The simulated venue inside a test, on its own port, behind a <see cref="FaultProxy"/> that passes everything until a fault is set. It works with
/// any host: <see cref="Configure"/> sets the options.
/// </summary>
public sealed class VenueInTest : IAsyncDisposable
{
    private VenueInTest(VenueServer server, VirtualClock? steps) => (Server, TestClock, Network) = (server, steps, FaultProxy.InFrontOf(server.WebSocketUrl));

    /// <summary>Credentials that the simulated venue accepts, and no real one.</summary>
    public static AppKeyOptions MadeUpCredentials => new() { AppKey = new Secret("app-key-of-a-test"), AppSecret = new Secret("app-secret-of-a-test") };

    /// <summary>The venue.</summary>
    public VenueServer Server { get; }

    /// <summary>The network between feed and venue, on which faults can be set.</summary>
    public FaultProxy Network { get; }

    /// <summary>The venue's clock, to be used by the feed too.</summary>
    public TimeProvider Clock => Server.Clock;

    /// <summary>
    /// The clock by which a test moves the venue's time; <see langword="null"/> when that time runs by itself. A step of
    /// <see cref="VenueOptions.PingPongAnswerWithin"/> or more leaves a client no time to answer PINGPONG, and its session is cut.
    /// </summary>
    public VirtualClock? TestClock { get; }

    /// <summary>Starts a venue that sends only what the test sends, on a clock that only the test moves, and that frees a slot at once.</summary>
    public static Task<VenueInTest> StartAsync() => StartAsync(
        new VenueOptions { MarketRuns = false, SlotHeldAfterUncleanEnd = TimeSpan.Zero, ApprovalEvery = TimeSpan.Zero }, new VirtualClock());

    /// <summary>Starts a venue with its own options, for example one whose market runs.</summary>
    /// <param name="options">The options of the venue.</param>
    /// <param name="steps">The clock by which the test moves the venue's time; without it, time runs by itself.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    public static async Task<VenueInTest> StartAsync(VenueOptions options, VirtualClock? steps = null) =>
        new(await VenueServer.StartAsync(options, steps), steps);

    /// <summary>
    /// Sets a feed's options to this venue: through <see cref="Network"/>, with <see cref="MadeUpCredentials"/>, no pause between registrations, and
    /// waits of 10 to 20 ms before it connects again.
    /// </summary>
    public void Configure(FeedOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (options.WsUrl, options.ApprovalUrl) = (Network.Through(Server.WebSocketUrl), Server.ApprovalUrl);
        options.AppKeys = [MadeUpCredentials];
        options.Connection.RequestPace = TimeSpan.Zero;
        (options.Dialing.ReconnectMin, options.Dialing.ReconnectMax) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20));
        (options.Dialing.SlotHeldWait, options.Dialing.SlotHeldTries) = (TimeSpan.FromMilliseconds(20), 100);
    }

    /// <summary>Completes when an open session is registered for the expected executions of all these codes.</summary>
    /// <exception cref="TimeoutException">There was none within 20 s.</exception>
    public Task RegisteredAsync(params Instrument[] codes) => Server
        .WhenAsync(state => codes.All(code => state.OpenSessions.Any(session =>
            session.Registrations.Any(registration => registration.Code == code && registration.TrId == RecordLayout.For(code)?.TrId))))
        .WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Sends a message to every open session.</summary>
    public Task SendAsync(MessageBuilder message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Server.SendAsync(message.ToBytes());
    }

    /// <summary>Stops the proxy and the venue.</summary>
    public async ValueTask DisposeAsync()
    {
        await Network.DisposeAsync();
        await Server.DisposeAsync();
    }
}
