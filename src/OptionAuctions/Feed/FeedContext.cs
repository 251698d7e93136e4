using OptionAuctions.Feed.Dialing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Feed;

/// <summary>What all sessions of one feed share.</summary>
/// <param name="options">The options, checked.</param>
/// <param name="meter">Counts what the feed does.</param>
/// <param name="time">The clock.</param>
/// <param name="intake">Receives the batches of messages.</param>
/// <param name="reference">Calendar, phase codes and series; the shipped ones when none are given.</param>
internal sealed class FeedContext(FeedOptions options, FeedMeter meter, TimeProvider time, MessageIntake intake, ReferenceData? reference = null)
{
    private int _epoch;

    public FeedOptions Options => options;

    /// <summary>The secrets of the feed, those of its options from the start.</summary>
    public SecretScrubber Secrets { get; } = meter.Secrets.With(options.AppKeys);

    public FeedMeter Meter => meter;

    public TimeProvider Time => time;

    public MessageIntake Intake => intake;

    public ReferenceData Reference { get; } = reference ?? ReferenceData.BuiltIn;

    /// <summary>Opens the WebSocket of a connection.</summary>
    public WebSocketConnector Connect { get; init; } = WebSocketConnection.ConnectAsync;

    /// <summary>Creates the HTTP handler of one request for an approval key.</summary>
    public HttpHandlerFactory Http { get; init; } = SingleConnectionHandler.Create;

    /// <summary>When the feed has to be connected next; <see langword="null"/> when that is now, and always towards this machine.</summary>
    public DateTimeOffset? ConnectBy => ConnectByOf(options, Reference, Now);

    public DateTimeOffset Now => MarketTime.Now(time);

    /// <inheritdoc cref="ConnectBy"/>
    public static DateTimeOffset? ConnectByOf(FeedOptions options, ReferenceData? reference, DateTimeOffset now) => options.IsLoopback
        ? null
        : NightDialing.ConnectBy(now, (reference ?? ReferenceData.BuiltIn).Calendar.NextOpening(now));

    /// <summary>Returns the number of the next connection, counted from 1 over all sessions.</summary>
    public int NextEpoch() => Interlocked.Increment(ref _epoch);
}
