namespace OptionAuctions.History;

/// <summary>What is known of one call while its states come.</summary>
internal sealed class CallProgress
{
    private readonly DateTimeOffset _began;
    private readonly long? _oddBefore; // null: records of the call came before the first state that was seen
    private readonly bool _isFromBeginning;
    private CallSummary _summary;
    private CallSummary? _given;
    private DateTimeOffset? _endedAt, _gapSince;
    private int _gapsSeen;

    /// <summary>Begins with the first state of the call that was seen.</summary>
    /// <param name="summary">What identifies the call.</param>
    /// <param name="before">The figures before it; <see langword="null"/> when nothing was seen of the instrument.</param>
    /// <param name="auction">The state.</param>
    /// <param name="path">Its path.</param>
    public CallProgress(CallSummary summary, FiguresBefore? before, in AuctionState auction, in AuctionPath path)
    {
        (_summary, _began) = (summary, path.Began ?? default);
        _isFromBeginning = before is not null || path.Revisions == 0;
        _oddBefore = before is not null ? before.OddRecords : _isFromBeginning ? auction.OddRecords : null;
        _gapsSeen = before?.Gaps ?? auction.Gaps - (auction.LastGap.To > _began ? 1 : 0);
        if (_isFromBeginning) _summary = _summary with { Quality = AuctionQuality.None, OddRecords = 0 };
    }

    /// <summary>True when the call is over and nothing more of it is expected, except for a final price that comes late.</summary>
    public bool IsFinished { get; private set; }

    /// <summary>Takes a state over.</summary>
    public void Update(in AuctionState auction, in AuctionPath path)
    {
        var session = auction.Session;
        if (session.InCall) _endedAt = null;
        else _endedAt ??= session.Since ?? auction.ReceivedAt;
        if (path.Revisions > _summary.Revisions) AddRecords(auction, path, session.InCall);
        CountGaps(auction);
        KeepCompleteness(path);
        if (_summary.FinalPrice != auction.FinalPrice) _summary = _summary with { FinalPrice = auction.FinalPrice };
        IsFinished = !session.InCall && (auction.FinalPrice.HasValue || session.Phase != AuctionPhase.Crossed);
    }

    /// <summary>Returns the summary as it is now; <see langword="null"/> when the same was returned before.</summary>
    public CallSummary? Finish()
    {
        var now = _gapSince is null ? _summary : _summary with { Gaps = _summary.Gaps + 1 };
        if (now == _given) return null;
        return _given = now;
    }

    private void AddRecords(in AuctionState auction, in AuctionPath path, bool inCall)
    {
        var isSeen = inCall || _isFromBeginning || _summary.Revisions > 0; // otherwise the newest record may have come after the call
        var isFirst = isSeen && _summary.Revisions == 0 && path.Revisions == 1;
        _summary = _summary with
        {
            First = path.First, Last = path.Last, High = path.High, Low = path.Low, Revisions = path.Revisions, Reversals = path.Reversals,
            Convergence = inCall ? path.Convergence : _summary.Convergence,
            FirstRecordAt = isFirst ? Stored(auction.ReceivedAt) : _summary.FirstRecordAt,
            LastRecordAt = isSeen ? Stored(auction.ReceivedAt) : _summary.LastRecordAt,
            Quality = _isFromBeginning ? _summary.Quality | auction.Quality : null,
            OddRecords = auction.OddRecords - _oddBefore,
        };
    }

    private void CountGaps(in AuctionState auction)
    {
        if (auction.Gaps > _gapsSeen && auction.LastGap is var gap && gap.To > _began && !(gap.From >= _endedAt))
            _summary = _summary with { Gaps = _summary.Gaps + (auction.Gaps - _gapsSeen) };
        _gapsSeen = auction.Gaps;
        _gapSince = auction.GapSince is { } since && !(since >= _endedAt) ? since : null;
    }

    private void KeepCompleteness(in AuctionPath path)
    {
        DateTimeOffset? knownFrom = path.KnownFrom is { } from ? Stored(from) : null;
        if (_summary.IsWhole != path.IsWhole || _summary.KnownFrom != knownFrom) _summary = _summary with { IsWhole = path.IsWhole, KnownFrom = knownFrom };
    }

    /// <summary>A moment to the microsecond, as every database keeps it.</summary>
    private static DateTimeOffset Stored(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));
}
