using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;

namespace OptionAuctions.Telemetry;

/// <summary>
/// Counts what enters a feed and what becomes of it, so that the conservation identity can be checked. Safe from any thread;
/// exported as metrics of the meter <c>OptionAuctions</c>.
/// </summary>
internal sealed class FeedMeter : IDisposable
{
    private const int MostUnknownPhases = 64;

    private static readonly InstrumentAdvice<double> AgeBuckets = new() // s: from a second's rounding on a fast line to a venue that is far behind
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 20, 30, 60],
    };

    private static readonly InstrumentAdvice<double> LatencyBuckets = new() // ms
    {
        HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000],
    };

    private static readonly AuctionQuality[] AllOddities = Array.FindAll(Enum.GetValues<AuctionQuality>(), flag => flag != AuctionQuality.None);

    private readonly Meter _meter;
    private readonly Histogram<double> _pingPongLatency;
    private readonly TimeProvider _time;
    private readonly RefusalLog _refusals;
    private readonly long[] _refusedMessages = new long[Enum.GetValues<DecodeError>().Length];
    private readonly long[] _refusedRecords = new long[Enum.GetValues<DecodeError>().Length];
    private readonly long[] _gaps = new long[Enum.GetValues<GapReason>().Length];
    private readonly ConcurrentDictionary<int, long> _widerMessages = new();
    private readonly long[] _odd = new long[AllOddities.Length];
    private readonly ConcurrentDictionary<PhaseCode, long> _unknownPhases = new();
    private readonly Histogram<double> _recordAge;
    private long _data, _control, _shed, _records, _applied, _unrequested, _restored;
    private volatile bool _settled;
    private long _revisions, _delivered, _conflated, _opened, _closed, _pingPongs, _pingPongsEchoed, _pongs, _unknownAnswers;
    private LoneCounter _messages; // by the threads that read sockets; the others that change often, by the one that folds

    /// <summary>A meter with all counts at zero.</summary>
    /// <param name="time">Clock that refusals are stamped with.</param>
    /// <param name="feed">Name of the feed, the value of the tag <c>feed</c>; empty: no such tag.</param>
    /// <param name="secrets">The secrets of the feed that are known already; <see langword="null"/>: none.</param>
    /// <param name="meterName">Name of the meter of <c>System.Diagnostics.Metrics</c>.</param>
    public FeedMeter(TimeProvider time, string feed = "", SecretScrubber? secrets = null, string meterName = FeedCounts.MeterName)
    {
        (_time, Secrets) = (time, secrets ?? new SecretScrubber());
        _refusals = new RefusalLog(Secrets);
        _meter = new Meter(new MeterOptions(meterName) { Tags = feed.Length == 0 ? null : [new KeyValuePair<string, object?>("feed", feed)] });
        _pingPongLatency = _meter.CreateHistogram(
            "option_auctions.pingpong.latency", "ms", "from a keep-alive's last byte to its echo in the kernel", tags: null, LatencyBuckets);
        _recordAge = _meter.CreateHistogram(
            "option_auctions.record.age", "s", "from the venue's own time, which is rounded down to a second, to our receiving it", tags: null, AgeBuckets);
        _meter.CreateObservableCounter("option_auctions.records.odd", Oddities, description: "records that something is odd about, by what");
        _meter.CreateObservableCounter(
            "option_auctions.records.phase_unknown", Phases, description: "records with a phase code that the table does not explain, by code");
        Export("messages", "messages received", () => _messages.Count);
        Export("messages.data", "messages that held records", () => _data);
        Export("messages.control", "answers and keep-alives", () => _control);
        Export("answers.unknown", "answers with an unknown code, or about no registration of this feed", () => _unknownAnswers);
        Export("messages.shed", "messages thrown away because the stream was behind", () => _shed);
        ExportByReason<DecodeError>("messages.refused", "messages refused, by reason", _refusedMessages);
        Export("records", "records announced", () => _records);
        Export("records.applied", "records folded into an auction", () => _applied);
        Export("records.unrequested", "records of codes that nobody asked for", () => _unrequested);
        Export("records.restored", "records of the day that an earlier process received, folded at the start", () => _restored);
        ExportByReason<DecodeError>("records.refused", "records refused, by reason", _refusedRecords);
        ExportByReason<GapReason>("gaps", "gaps of a code that have ended, by their gravest reason", _gaps);
        Export("changes.delivered", "changes delivered to subscribers", () => _delivered);
        Export("changes.conflated", "revisions replaced by a newer one before delivery", () => _conflated);
        Export("sockets.opened", "sockets opened", () => _opened);
        Export("sockets.closed", "sockets closed", () => _closed);
        Export("pingpong", "keep-alives received", () => _pingPongs);
        Export("pingpong.echoed", "keep-alives sent back", () => _pingPongsEchoed);
        Gauges = new FeedGauges(_meter, time);
    }

    /// <summary>The secrets of the feed, which are taken out of all that it logs, publishes and keeps.</summary>
    public SecretScrubber Secrets { get; }

    /// <summary>The values of the moment that are exported beside the counts.</summary>
    public FeedGauges Gauges { get; }

    /// <summary>All counts at this moment.</summary>
    public FeedCounts Read() => new()
    {
        IsRunning = !_settled,
        Messages = Interlocked.Read(ref _messages.Count),
        DataMessages = Interlocked.Read(ref _data),
        ControlMessages = Interlocked.Read(ref _control),
        UnknownAnswers = Interlocked.Read(ref _unknownAnswers),
        ShedMessages = Interlocked.Read(ref _shed),
        RefusedMessages = ByReason(_refusedMessages),
        Records = Interlocked.Read(ref _records),
        Applied = Interlocked.Read(ref _applied),
        Unrequested = Interlocked.Read(ref _unrequested),
        Restored = Interlocked.Read(ref _restored),
        RefusedRecords = ByReason(_refusedRecords),
        WiderMessages = _widerMessages.ToImmutableDictionary(),
        OddRecords = Odd().ToImmutableDictionary(odd => odd.What, odd => odd.Count),
        UnknownPhases = _unknownPhases.ToImmutableDictionary(),
        Revisions = Interlocked.Read(ref _revisions),
        Delivered = Interlocked.Read(ref _delivered),
        Conflated = Interlocked.Read(ref _conflated),
        SocketsOpened = Interlocked.Read(ref _opened),
        SocketsClosed = Interlocked.Read(ref _closed),
        RecentRefusals = _refusals.Kept,
        PingPongs = Interlocked.Read(ref _pingPongs),
        PingPongsEchoed = Interlocked.Read(ref _pingPongsEchoed),
        Pongs = Interlocked.Read(ref _pongs),
    };

    /// <summary>Stops the export of metrics; the counts stay readable.</summary>
    public void Dispose() => _meter.Dispose();

    /// <summary>The feed was drained: from here on the counts are final.</summary>
    internal void Settled() => _settled = true;

    internal void MessageReceived() => Interlocked.Increment(ref _messages.Count);

    internal void MessageWasControl() => Interlocked.Increment(ref _control);

    /// <summary>Counts an answer that nothing can be done about, and keeps it. It is counted as a control message too.</summary>
    internal void AnswerUnknown(ReadOnlySpan<byte> raw, int epoch = 0)
    {
        Interlocked.Increment(ref _unknownAnswers);
        _refusals.Add(MarketTime.Now(_time), DecodeError.UnknownAnswer, raw, epoch);
    }

    internal void PongsReceived(long count) => Interlocked.Add(ref _pongs, count);

    internal void PingPongReceived() => Interlocked.Increment(ref _pingPongs);

    internal void PingPongEchoed(TimeSpan after)
    {
        Interlocked.Increment(ref _pingPongsEchoed);
        _pingPongLatency.Record(after.TotalMilliseconds);
    }

    internal void MessagesShed(int count) => Interlocked.Add(ref _shed, count);

    /// <summary>Counts messages that held records.</summary>
    /// <param name="messages">Number of messages.</param>
    /// <param name="records">Number of records that they announced.</param>
    internal void MessagesHeldData(int messages, int records)
    {
        Interlocked.Add(ref _data, messages);
        Interlocked.Add(ref _records, records);
    }

    /// <summary>Counts a message whose records had more columns than are documented.</summary>
    internal void MessageWasWider(int width) => _widerMessages.AddOrUpdate(width, 1, (_, n) => n + 1);

    /// <summary>Counts a message that cannot be used, and keeps its bytes.</summary>
    /// <param name="error">Why.</param>
    /// <param name="raw">Its bytes.</param>
    /// <param name="epoch">Number of the connection over which it came.</param>
    internal void MessageRefused(DecodeError error, ReadOnlySpan<byte> raw, int epoch = 0) => Refused(_refusedMessages, error, raw, epoch);

    /// <summary>Counts a record that cannot be used, and keeps its bytes.</summary>
    internal void RecordRefused(DecodeError error, ReadOnlySpan<byte> raw, int epoch = 0) => Refused(_refusedRecords, error, raw, epoch);

    internal void RecordsLagged(int count) => Interlocked.Add(ref _refusedRecords[(int)DecodeError.Lagging], count);

    internal void RecordsApplied(int count) => Interlocked.Add(ref _applied, count);

    internal void RecordsUnrequested(int count) => Interlocked.Add(ref _unrequested, count);

    /// <summary>Counts records that an earlier process received, and counted then as messages and records.</summary>
    internal void RecordsRestored(long count) => Interlocked.Add(ref _restored, count);

    /// <summary>Counts a record once for each oddity that it has.</summary>
    internal void RecordOdd(AuctionQuality odd)
    {
        for (var i = 0; i < AllOddities.Length; i++)
            if ((odd & AllOddities[i]) != 0) Interlocked.Increment(ref _odd[i]);
    }

    /// <summary>
    /// Counts a record with a phase code that the table does not explain. Beyond 64 different ones, which only forged data has, the rest is counted
    /// under the empty code.
    /// </summary>
    internal void PhaseUnknown(PhaseCode phase) =>
        _unknownPhases.AddOrUpdate(_unknownPhases.Count < MostUnknownPhases || _unknownPhases.ContainsKey(phase) ? phase : default, 1, (_, count) => count + 1);

    /// <summary>Counts a gap of one code when it ends.</summary>
    internal void GapEnded(GapReason reason) => Interlocked.Increment(ref _gaps[(int)reason]);

    internal void RecordAged(long ticks)
    {
        if (_recordAge.Enabled) _recordAge.Record(ticks / (double)TimeSpan.TicksPerSecond);
    }

    internal void SocketOpened() => Interlocked.Increment(ref _opened);

    internal void SocketClosed() => Interlocked.Increment(ref _closed);

    /// <summary>Counts the new revisions of a code, times the subscriptions that are to receive them.</summary>
    internal void RevisionsMade(long count) => Interlocked.Add(ref _revisions, count);

    /// <summary>Counts the revisions that a subscription has dealt with: delivered, or replaced by a newer one before delivery.</summary>
    internal void RevisionsCounted(long delivered, long conflated)
    {
        Interlocked.Add(ref _delivered, delivered);
        Interlocked.Add(ref _conflated, conflated);
    }

    private IEnumerable<(AuctionQuality What, long Count)> Odd() =>
        AllOddities.Select((flag, i) => (flag, Count: Interlocked.Read(ref _odd[i]))).Where(odd => odd.Count > 0);

    private IEnumerable<Measurement<long>> Oddities() =>
        Odd().Select(odd => new Measurement<long>(odd.Count, new KeyValuePair<string, object?>("what", odd.What.ToString())));

    private IEnumerable<Measurement<long>> Phases() =>
        _unknownPhases.Select(phase => new Measurement<long>(phase.Value, new KeyValuePair<string, object?>("code", phase.Key.Raw)));

    private void Refused(long[] counts, DecodeError error, ReadOnlySpan<byte> raw, int epoch)
    {
        Interlocked.Increment(ref counts[(int)error]);
        _refusals.Add(MarketTime.Now(_time), error, raw, epoch);
    }

    private static ImmutableDictionary<DecodeError, long> ByReason(long[] counts) => counts
        .Select((_, i) => (Error: (DecodeError)i, Count: Interlocked.Read(ref counts[i])))
        .Where(reason => reason.Count > 0)
        .ToImmutableDictionary(reason => reason.Error, reason => reason.Count);

    private void Export(string name, string description, Func<long> read) =>
        _meter.CreateObservableCounter($"option_auctions.{name}", read, description: description);

    /// <summary>Exports one count for each reason, also those that are zero, so that a first one is seen as an increase; the first of each is none.</summary>
    private void ExportByReason<TReason>(string name, string description, long[] counts)
        where TReason : struct, Enum
    {
        var tags = Enum.GetNames<TReason>().Select(reason => new KeyValuePair<string, object?>("reason", reason)).ToArray();
        IEnumerable<Measurement<long>> Observe() => tags.Select((tag, i) => new Measurement<long>(Interlocked.Read(ref counts[i]), tag)).Skip(1);
        _meter.CreateObservableCounter($"option_auctions.{name}", Observe, description: description);
    }
}
