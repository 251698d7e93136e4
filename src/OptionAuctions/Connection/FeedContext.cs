using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What all lives of one feed share.</summary>
internal sealed class FeedContext
{
    private int _epoch;

    public FeedContext(FeedOptions options, FeedMeter meter, TimeProvider time, HttpClient http)
    {
        (Options, Meter, Time) = (options, meter, time);
        var credentials = options.AppKeys[0];
        Keys = new ApprovalKeys(http, options, credentials, time);
        Dials = new DialLog(options.IsLoopback ? null : StateDirectory(options), credentials.AppKey);
        Budget = options.IsLoopback ? new DialBudget(int.MaxValue, int.MaxValue) : new DialBudget(options.DialsPerTenMinutes, options.DialsPerDay);
        Intake = new FrameIntake(options.BatchesQueued, Layout, meter);
    }

    public FeedOptions Options { get; }

    public FeedMeter Meter { get; }

    public TimeProvider Time { get; }

    public ApprovalKeys Keys { get; }

    public DialLog Dials { get; }

    public DialBudget Budget { get; }

    public FrameIntake Intake { get; }

    public RecordLayout Layout { get; } = RecordLayout.H0ZOANC0;

    public DateTimeOffset Now => MarketTime.Now(Time);

    /// <summary>Number of the next life.</summary>
    public int NextEpoch() => Interlocked.Increment(ref _epoch);

    private static string StateDirectory(FeedOptions options) => options.StateDirectory.Length > 0
        ? options.StateDirectory
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "option-auctions");
}
