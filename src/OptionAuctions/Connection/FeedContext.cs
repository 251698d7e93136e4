using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What all lives of one feed share.</summary>
public sealed class FeedContext
{
    private int _epoch;

    internal FeedContext(FeedOptions options, FeedMeter meter, TimeProvider time, HttpClient http)
    {
        (Options, Meter, Time) = (options, meter, time);
        var credentials = options.AppKeys[0];
        Keys = new ApprovalKeys(http, options, credentials, time);
        Dials = new DialLog(options.IsLoopback ? null : StateDirectory(options), credentials.AppKey);
        Budget = options.IsLoopback ? new DialBudget(int.MaxValue, int.MaxValue) : new DialBudget(options.DialsPerTenMinutes, options.DialsPerDay);
        Intake = new FrameIntake(options.BatchesQueued, Layout, meter);
    }

    internal FeedOptions Options { get; }

    internal FeedMeter Meter { get; }

    internal TimeProvider Time { get; }

    internal ApprovalKeys Keys { get; }

    internal DialLog Dials { get; }

    internal DialBudget Budget { get; }

    internal FrameIntake Intake { get; }

    internal RecordLayout Layout { get; } = RecordLayout.H0ZOANC0;

    internal DateTimeOffset Now => MarketTime.Now(Time);

    /// <summary>Number of the next life.</summary>
    internal int NextEpoch() => Interlocked.Increment(ref _epoch);

    private static string StateDirectory(FeedOptions options) => options.StateDirectory.Length > 0
        ? options.StateDirectory
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "option-auctions");
}
