using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Replay;

/// <summary>
/// The digest of what subscribers were told: SHA-256 over the codes in ordinal order, each with the digest of its changes in the order in which they
/// happened. How changes of different codes were mixed has no part in it.
/// </summary>
/// <remarks>
/// Of each change: kind, revision, conflated revisions, the newest record, its times, phase and call, staleness, gaps, registration, oddities, previous close,
/// final price, and of the path everything that is no average: those are fractions, whose last digit may differ from processor to processor. Neither lag nor
/// the numbers of connections and messages, which differ when a part of a recording is replayed. Integers are little-endian.
/// </remarks>
public sealed class ReplayDigest : IDisposable
{
    private const int ChangeBytes = 320;

    private readonly Dictionary<Instrument, OfCode> _codes = [];
    private PhaseCode _phase;
    private string _phaseText = "";

    /// <summary>Number of changes so far.</summary>
    public long Changes { get; private set; }

    /// <summary>Adds a change.</summary>
    public void Add(in AuctionChanged change)
    {
        ref readonly var state = ref change.Current;
        if (!_codes.TryGetValue(state.Code, out var code)) _codes[state.Code] = code = new OfCode();
        Changes++;
        var bytes = new FieldWriter(code.Room(ChangeBytes));
        bytes.Add((int)change.Kind);
        bytes.Add(change.Conflated);
        AddRecord(ref bytes, state);
        AddPath(ref bytes, state.Path);
        if (state.Detail is { } detail) AddDetail(ref bytes, detail);
        var condition = new FieldWriter(stackalloc byte[ChangeBytes]);
        AddCondition(ref condition, state);
        bytes.Add(code.IsNewCondition(condition.Written) ? condition.Written : []); // it changes a few times a day
        code.Added(bytes.Count);
    }

    /// <summary>Returns the digest so far: 64 hexadecimal digits, lower case.</summary>
    public string Text()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (code, changes) in _codes.OrderBy(code => $"{code.Key}", StringComparer.Ordinal))
        {
            all.AppendData(Encoding.ASCII.GetBytes($"{code}\n"));
            all.AppendData(changes.Current());
        }

        return Convert.ToHexStringLower(all.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var code in _codes.Values) code.Dispose();
    }

    private string PhaseOf(PhaseCode phase)
    {
        if (phase != _phase) (_phase, _phaseText) = (phase, phase.Raw);
        return _phaseText;
    }

    private void AddRecord(ref FieldWriter bytes, in AuctionState state)
    {
        var latest = state.Latest;
        bytes.Add(state.Revision);
        bytes.Add(latest.Price.Hundredths);
        bytes.Add(latest.Change.Hundredths);
        bytes.Add(latest.Rate.Hundredths);
        bytes.Add(latest.Sign.Raw);
        bytes.Add(PhaseOf(latest.Phase));
        bytes.Add(latest.Time?.Ticks ?? -1);
        bytes.Add(state.ReceivedAt.Ticks);
        bytes.Add(state.PublishedAt?.Ticks ?? -1);
    }

    private static void AddCondition(ref FieldWriter bytes, in AuctionState state)
    {
        var (session, gap) = (state.Session, state.LastGap);
        bytes.Add((int)session.Phase);
        bytes.Add((int)session.Call);
        bytes.Add((session.IsByClock ? 1 : 0) | (session.Disagrees ? 2 : 0));
        bytes.Add((int)session.Clock.Phase);
        bytes.Add((int)session.Clock.Call);
        bytes.Add(session.Since?.Ticks ?? -1);
        bytes.Add((int)state.Stale);
        bytes.Add((int)state.Registration);
        bytes.Add(state.Gaps);
        bytes.Add(gap.From.Ticks);
        bytes.Add(gap.To.Ticks);
        bytes.Add((int)gap.Reason);
        bytes.Add(gap.AfterRevision);
        bytes.Add(state.GapSince?.Ticks ?? -1);
        bytes.Add((int)state.Quality);
        bytes.Add(state.OddRecords);
        bytes.Add(state.PreviousClose.Hundredths);
        bytes.Add(state.FinalPrice.Hundredths);
    }

    private static void AddPath(ref FieldWriter bytes, in AuctionPath path)
    {
        bytes.Add(path.Number);
        bytes.Add(path.IsWhole ? 1 : 0);
        bytes.Add(path.Began?.Ticks ?? -1);
        bytes.Add(path.KnownFrom?.Ticks ?? -1);
        bytes.Add(path.Revisions);
        bytes.Add(path.Unmatched);
        bytes.Add(path.Reversals);
        bytes.Add(path.First.Hundredths);
        bytes.Add(path.Last.Hundredths);
        bytes.Add(path.High.Hundredths);
        bytes.Add(path.Low.Hundredths);
        bytes.Add(path.ChangedAt?.Ticks ?? -1);
    }

    private static void AddDetail(ref FieldWriter bytes, RecordDetail detail)
    {
        bytes.Add(detail.Quantity ?? -1);
        bytes.Add(detail.Ask.Hundredths);
        bytes.Add(detail.Bid.Hundredths);
        bytes.Add(detail.AskQuantity ?? -1);
        bytes.Add(detail.BidQuantity ?? -1);
        bytes.Add(detail.TotalAskQuantity ?? -1);
        bytes.Add(detail.TotalBidQuantity ?? -1);
    }

    private ref struct FieldWriter(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;

        public int Count { get; private set; }

        public readonly ReadOnlySpan<byte> Written => _bytes[..Count];

        public void Add(int value)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes[Count..], value);
            Count += sizeof(int);
        }

        public void Add(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes[Count..], value);
            Count += sizeof(long);
        }

        public void Add(scoped ReadOnlySpan<byte> bytes)
        {
            _bytes[Count++] = (byte)bytes.Length;
            bytes.CopyTo(_bytes[Count..]);
            Count += bytes.Length;
        }

        public void Add(string ascii)
        {
            _bytes[Count++] = (byte)ascii.Length;
            foreach (var letter in ascii) _bytes[Count++] = (byte)letter;
        }
    }

    /// <summary>The changes of one code: a hash, and what waits to be hashed together.</summary>
    private sealed class OfCode : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly byte[] _waiting = new byte[4 * ChangeBytes], _condition = new byte[ChangeBytes];
        private int _count, _conditionLength;

        public bool IsNewCondition(ReadOnlySpan<byte> condition)
        {
            if (_condition.AsSpan(0, _conditionLength).SequenceEqual(condition)) return false;
            condition.CopyTo(_condition);
            _conditionLength = condition.Length;
            return true;
        }

        public Span<byte> Room(int bytes)
        {
            if (_waiting.Length - _count < bytes) Hash();
            return _waiting.AsSpan(_count);
        }

        public void Added(int bytes) => _count += bytes;

        public byte[] Current()
        {
            Hash();
            return _hash.GetCurrentHash();
        }

        public void Dispose() => _hash.Dispose();

        private void Hash()
        {
            _hash.AppendData(_waiting.AsSpan(0, _count));
            _count = 0;
        }
    }
}
