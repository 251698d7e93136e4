using OptionAuctions.Market;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>What all lines of one feed share.</summary>
public sealed class FeedContext
{
    private int _epoch;

    internal FeedContext(FeedOptions options, FeedMeter meter, TimeProvider time, ReferenceData? reference = null)
    {
        (Options, Meter, Time, Reference) = (options, meter, time, reference ?? ReferenceData.BuiltIn);
        Intake = new FrameIntake(options.BatchesQueued, meter, options.ReaderPatience);
    }

    internal FeedOptions Options { get; }

    internal FeedMeter Meter { get; }

    internal TimeProvider Time { get; }

    internal ReferenceData Reference { get; }

    internal FrameIntake Intake { get; }

    internal DateTimeOffset Now => MarketTime.Now(Time);

    /// <summary>Number of the next life, over all lines.</summary>
    internal int NextEpoch() => Interlocked.Increment(ref _epoch);
}

/// <summary>What all lives of one line share: the app key, and what it may spend.</summary>
internal sealed class LineContext
{
    /// <param name="feed">What the feed's lines share.</param>
    /// <param name="credentials">The app key.</param>
    /// <param name="approvals">Calls the approval endpoint.</param>
    /// <param name="budget">In place of the one that the options give; towards loopback they give none.</param>
    public LineContext(FeedContext feed, AppKeyOptions credentials, HttpClient approvals, DialBudget? budget = null)
    {
        Feed = feed;
        var options = feed.Options;
        Keys = new ApprovalKeys(approvals, options, credentials, feed.Time);
        Dials = new DialLog(options.IsLoopback ? null : options.StateFolder, credentials.AppKey);
        Budget = budget ?? DialBudget.Of(options);
    }

    public FeedContext Feed { get; }

    public ApprovalKeys Keys { get; }

    public DialLog Dials { get; }

    public DialBudget Budget { get; }
}
