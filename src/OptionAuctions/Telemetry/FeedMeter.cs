using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Telemetry;

/// <summary>
/// Counts what enters a feed and what becomes of it, so that the conservation identity can be checked. Safe from any thread;
/// exported as metrics of the meter <c>OptionAuctions</c>.
/// </summary>
public sealed class FeedMeter : IDisposable
{
    /// <summary>Name of the meter, for exporters.</summary>
    public const string Name = "OptionAuctions";

    private const int MostUnknownPhases = 64;

    private static readonly AuctionQuality[] AllOddities = [.. Enum.GetValues<AuctionQuality>().Where(flag => flag != AuctionQuality.None)];

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _echo;
    private readonly TimeProvider _time;
    private readonly RefusalLog _refusals = new();
    private readonly long[] _refusedFrames = new long[Enum.GetValues<DecodeError>().Length];
    private readonly long[] _refusedRecords = new long[Enum.GetValues<DecodeError>().Length];
    private readonly ConcurrentDictionary<int, long> _wider = new();
    private readonly long[] _odd = new long[AllOddities.Length];
    private readonly ConcurrentDictionary<PhaseCode, long> _unknownPhases = new();
    private readonly Histogram<double> _age;
    private long _frames, _data, _control, _shed, _records, _applied, _unrequested;
    private long _revisions, _delivered, _conflated, _opened, _closed, _pingPongs, _pingPongsEchoed;

    /// <summary>A meter at zero.</summary>
    /// <param name="time">Clock that refusals are stamped with.</param>
    public FeedMeter(TimeProvider time)
    {
        _time = time;
        _echo = _meter.CreateHistogram<double>("option_auctions.pingpong.latency", "ms", "from a keep-alive's last byte to its echo in the kernel");
        _age = _meter.CreateHistogram<double>("option_auctions.record.age", "s", "from the venue's own time, which is rounded down to a second, to our receiving it");
        _meter.CreateObservableCounter("option_auctions.records.odd", Oddities, description: "records that something is odd about, by what");
        _meter.CreateObservableCounter("option_auctions.records.phase_unknown", Phases, description: "records with a phase code that the table does not explain, by code");
        Gauge("mailbox.peak", "messages that waited in one mailbox at a time, at most, by kind of actor", peak => peak.Longest);
        Gauge("mailbox.window", "messages that the protocol allows to wait in one mailbox, by kind of actor", peak => peak.Window);
        Export("frames", "messages received", () => _frames);
        Export("frames.data", "messages that held records", () => _data);
        Export("frames.control", "answers and keep-alives", () => _control);
        Export("frames.shed", "messages thrown away because the stream was behind", () => _shed);
        Export("frames.refused", "messages refused", () => _refusedFrames.Sum());
        Export("records", "records announced", () => _records);
        Export("records.applied", "records folded into an auction", () => _applied);
        Export("records.unrequested", "records of codes that nobody asked for", () => _unrequested);
        Export("records.refused", "records refused", () => _refusedRecords.Sum());
        Export("changes.delivered", "changes delivered to subscribers", () => _delivered);
        Export("changes.conflated", "revisions replaced by a newer one before delivery", () => _conflated);
        Export("sockets.opened", "sockets opened", () => _opened);
        Export("sockets.closed", "sockets closed", () => _closed);
        Export("pingpong", "keep-alives received", () => _pingPongs);
        Export("pingpong.echoed", "keep-alives sent back", () => _pingPongsEchoed);
    }

    /// <summary>The last 256 refused messages and records, raw.</summary>
    public IReadOnlyList<Refusal> Refusals => _refusals.Kept;

    /// <summary>The longest mailboxes.</summary>
    internal MailboxPeaks Mailboxes { get; } = new();

    /// <summary>All counts at this moment.</summary>
    public FeedCounts Read() => new()
    {
        Frames = Interlocked.Read(ref _frames),
        DataFrames = Interlocked.Read(ref _data),
        ControlFrames = Interlocked.Read(ref _control),
        ShedFrames = Interlocked.Read(ref _shed),
        RefusedFrames = ByReason(_refusedFrames),
        Records = Interlocked.Read(ref _records),
        Applied = Interlocked.Read(ref _applied),
        Unrequested = Interlocked.Read(ref _unrequested),
        RefusedRecords = ByReason(_refusedRecords),
        WiderFrames = _wider.ToImmutableDictionary(),
        OddRecords = Odd().ToImmutableDictionary(odd => odd.What, odd => odd.Count),
        UnknownPhases = _unknownPhases.ToImmutableDictionary(),
        Revisions = Interlocked.Read(ref _revisions),
        Delivered = Interlocked.Read(ref _delivered),
        Conflated = Interlocked.Read(ref _conflated),
        SocketsOpened = Interlocked.Read(ref _opened),
        SocketsClosed = Interlocked.Read(ref _closed),
        Mailboxes = Mailboxes.All().ToImmutableDictionary(mailbox => mailbox.Kind, mailbox => mailbox.Peak),
        PingPongs = Interlocked.Read(ref _pingPongs),
        PingPongsEchoed = Interlocked.Read(ref _pingPongsEchoed),
    };

    /// <summary>Stops exporting; the counts stay readable.</summary>
    public void Dispose() => _meter.Dispose();

    internal void FrameReceived() => Interlocked.Increment(ref _frames);

    internal void FrameWasControl() => Interlocked.Increment(ref _control);

    internal void PingPongReceived() => Interlocked.Increment(ref _pingPongs);

    internal void PingPongEchoed(TimeSpan after)
    {
        Interlocked.Increment(ref _pingPongsEchoed);
        _echo.Record(after.TotalMilliseconds);
    }

    internal void FramesShed(int count) => Interlocked.Add(ref _shed, count);

    internal void FrameHeldData(RecordLayout layout, int width, int records)
    {
        Interlocked.Increment(ref _data);
        Interlocked.Add(ref _records, records);
        if (width > layout.DocumentedWidth) _wider.AddOrUpdate(width, 1, (_, n) => n + 1);
    }

    internal void FrameRefused(DecodeError error, ReadOnlySpan<byte> raw) => Refused(_refusedFrames, error, raw);

    internal void RecordRefused(DecodeError error, ReadOnlySpan<byte> raw) => Refused(_refusedRecords, error, raw);

    internal void RecordsLagged(int count) => Interlocked.Add(ref _refusedRecords[(int)DecodeError.Lagging], count);

    internal void RecordsApplied(int count) => Interlocked.Add(ref _applied, count);

    internal void RecordsUnrequested(int count) => Interlocked.Add(ref _unrequested, count);

    /// <summary>A record that something, or several things, are odd about.</summary>
    internal void RecordOdd(AuctionQuality odd)
    {
        for (var i = 0; i < AllOddities.Length; i++)
            if ((odd & AllOddities[i]) != 0) Interlocked.Increment(ref _odd[i]);
    }

    /// <summary>A phase code that the table does not explain. Beyond so many different ones, which only a forger sends, the empty code stands for the rest.</summary>
    internal void PhaseUnknown(PhaseCode phase) =>
        _unknownPhases.AddOrUpdate(_unknownPhases.Count < MostUnknownPhases || _unknownPhases.ContainsKey(phase) ? phase : default, 1, (_, count) => count + 1);

    internal void RecordAged(long ticks)
    {
        if (_age.Enabled) _age.Record(ticks / (double)TimeSpan.TicksPerSecond);
    }

    internal void SocketOpened() => Interlocked.Increment(ref _opened);

    internal void SocketClosed() => Interlocked.Increment(ref _closed);

    /// <summary>Revisions that a code made, times the subscriptions that are to learn of them.</summary>
    internal void RevisionsOwed(long count) => Interlocked.Add(ref _revisions, count);

    /// <summary>What a subscription made of revisions owed to it.</summary>
    internal void RevisionsSettled(long delivered, long conflated)
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

    private void Gauge(string name, string description, Func<MailboxPeak, int> read) => _meter.CreateObservableGauge(
        $"option_auctions.{name}",
        () => Mailboxes.All().Select(mailbox => new Measurement<int>(read(mailbox.Peak), new KeyValuePair<string, object?>("kind", mailbox.Kind.ToString()))),
        "{message}", description);

    private void Refused(long[] counts, DecodeError error, ReadOnlySpan<byte> raw)
    {
        Interlocked.Increment(ref counts[(int)error]);
        _refusals.Add(MarketTime.Now(_time), error, raw);
    }

    private static ImmutableDictionary<DecodeError, long> ByReason(long[] counts) => counts
        .Select((_, i) => (Error: (DecodeError)i, Count: Interlocked.Read(ref counts[i])))
        .Where(reason => reason.Count > 0)
        .ToImmutableDictionary(reason => reason.Error, reason => reason.Count);

    private void Export(string name, string description, Func<long> read) =>
        _meter.CreateObservableCounter($"option_auctions.{name}", read, description: description);
}
