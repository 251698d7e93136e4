namespace OptionAuctions.Replay;

/// <summary>The fields of a change that a digest is made of, as numbers in a fixed order.</summary>
internal sealed class ChangeFields
{
    /// <summary>Number of the fields.</summary>
    public const int Count = 48;

    private readonly long[] _fields = new long[Count];
    private PhaseCode _phase;
    private long _phaseNumber;

    /// <summary>Returns the fields of a change; valid until the next call.</summary>
    public ReadOnlySpan<long> Of(in AuctionChanged change)
    {
        Span<long> fields = _fields;
        ref readonly var state = ref change.Current;
        fields[0] = (long)change.Kind;
        fields[1] = change.Conflated;
        OfRecord(fields[2..11], state);
        OfPath(fields[11..23], state.Path);
        OfCondition(fields[23..41], state);
        if (state.Detail is { } detail) OfDetail(fields[41..48], detail);
        else fields[41..48].Clear();
        return fields;
    }

    private void OfRecord(Span<long> fields, in AuctionState state)
    {
        var latest = state.Latest;
        fields[8] = state.PublishedAt?.Ticks ?? -1;
        fields[0] = state.Revision;
        fields[1] = latest.Price.Hundredths;
        fields[2] = latest.Change.Hundredths;
        fields[3] = latest.Rate.Hundredths;
        fields[4] = NumberOf(latest.Sign.Raw);
        fields[5] = NumberOf(latest.Phase);
        fields[6] = latest.Time?.Ticks ?? -1;
        fields[7] = state.ReceivedAt.Ticks;
    }

    private static void OfPath(Span<long> fields, in AuctionPath path)
    {
        fields[11] = path.ChangedAt?.Ticks ?? -1;
        fields[0] = path.Number;
        fields[1] = path.IsWhole ? 1 : 0;
        fields[2] = path.Began?.Ticks ?? -1;
        fields[3] = path.KnownFrom?.Ticks ?? -1;
        fields[4] = path.Revisions;
        fields[5] = path.Unmatched;
        fields[6] = path.Reversals;
        fields[7] = path.First.Hundredths;
        fields[8] = path.Last.Hundredths;
        fields[9] = path.High.Hundredths;
        fields[10] = path.Low.Hundredths;
    }

    private static void OfCondition(Span<long> fields, in AuctionState state)
    {
        var (session, gap) = (state.Session, state.LastGap);
        fields[17] = state.FinalPrice.Hundredths;
        fields[0] = (long)session.Phase;
        fields[1] = (long)session.Call;
        fields[2] = (session.IsByClock ? 1 : 0) | (session.Disagrees ? 2 : 0);
        fields[3] = (long)session.Clock.Phase;
        fields[4] = (long)session.Clock.Call;
        fields[5] = session.Since?.Ticks ?? -1;
        fields[6] = (long)state.Stale;
        fields[7] = (long)state.Registration;
        fields[8] = state.Gaps;
        fields[9] = gap.From.Ticks;
        fields[10] = gap.To.Ticks;
        fields[11] = (long)gap.Reason;
        fields[12] = gap.AfterRevision;
        fields[13] = state.GapSince?.Ticks ?? -1;
        fields[14] = (long)state.Quality;
        fields[15] = state.OddRecords;
        fields[16] = state.PreviousClose.Hundredths;
    }

    /// <summary>Quantities plus one, so that none differs from zero.</summary>
    private static void OfDetail(Span<long> fields, RecordDetail detail)
    {
        fields[6] = detail.TotalBidQuantity + 1 ?? 0;
        fields[0] = detail.Quantity + 1 ?? 0;
        fields[1] = detail.Ask.Hundredths;
        fields[2] = detail.Bid.Hundredths;
        fields[3] = detail.AskQuantity + 1 ?? 0;
        fields[4] = detail.BidQuantity + 1 ?? 0;
        fields[5] = detail.TotalAskQuantity + 1 ?? 0;
    }

    private long NumberOf(PhaseCode phase)
    {
        if (phase != _phase) (_phase, _phaseNumber) = (phase, NumberOf(phase.Raw));
        return _phaseNumber;
    }

    /// <summary>Up to eight characters of ASCII as a number.</summary>
    private static long NumberOf(string ascii)
    {
        var number = 0L;
        foreach (var letter in ascii) number = (number << 8) | letter;
        return number;
    }
}
