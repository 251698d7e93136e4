using OptionAuctions.Auctions;

namespace OptionAuctions.Codes;

/// <summary>Checks each record of one option against those before it. Remembers what few checks need, for one market day.</summary>
/// <remarks>Integers only, so that no rounding error of this code is attributed to the venue.</remarks>
internal struct RecordCheck(TickGrid ticks)
{
    private readonly TickGrid _ticks = ticks;
    private Won _candidateClose, _upperLimit, _lowerLimit;

    /// <summary>Checks a record that has not been applied yet. Returns what is odd about it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="now">The auction with the record before it, of which the previous close and the newest market time are brought up to date.</param>
    /// <param name="memory">Says whether this struct remembers anything.</param>
    /// <param name="receivedAt">Ticks, KST.</param>
    /// <param name="marketAt">The record's own time with its date, ticks, KST; 0 when it has none.</param>
    /// <param name="tolerance">Allowed difference between the two, ticks.</param>
    /// <param name="isOfPastDay">True when it is repeated from a day before: its previous close and its limits are not those of the present day.</param>
    public AuctionQuality Check(
        in ExpectedExecution record, ref AuctionNow now, ref FoldFlags memory, long receivedAt, long marketAt, long tolerance, bool isOfPastDay)
    {
        var quality = (AuctionQuality)record.Quality; // the first two flags are those of the record's reader
        if (record.Sign.Direction == ChangeDirection.Unknown) quality |= AuctionQuality.UnknownSign;
        if (now.Revision > 0 && record == now.Latest) quality |= AuctionQuality.Repeated;
        if (receivedAt / TimeSpan.TicksPerDay != now.ReceivedAt / TimeSpan.TicksPerDay) BeginDay(ref now, ref memory);
        if (marketAt != 0)
        {
            if (marketAt < MarketSecond.ToTicks(now.ClockSecond)) quality |= AuctionQuality.TimeBackwards;
            if (Math.Abs(receivedAt - marketAt) > tolerance) quality |= AuctionQuality.FarFromClock;
            now.ClockSecond = MarketSecond.Of(marketAt);
        }

        if (record.Price.HasValue && !isOfPastDay) quality |= CheckPrice(record, ref now, ref memory);
        return quality;
    }

    private AuctionQuality CheckPrice(in ExpectedExecution record, ref AuctionNow now, ref FoldFlags memory)
    {
        var quality = AuctionQuality.None;
        var price = record.Price.Hundredths;
        if (price % 100 != 0 || !_ticks.Holds(price / 100)) quality |= AuctionQuality.OffTick;
        if ((memory & FoldFlags.KnowsLimits) != 0 && IsOutsideLimits(record.Price)) quality |= AuctionQuality.OutsideLimits;
        if (record.Sign.Direction is ChangeDirection.UpperLimit or ChangeDirection.LowerLimit)
        {
            memory |= FoldFlags.KnowsLimits;
            if (record.Sign.Direction == ChangeDirection.UpperLimit) _upperLimit = record.Price;
            else _lowerLimit = record.Price;
        }

        if (!record.Change.HasValue || (record.Quality & RecordQuality.SignDisagrees) != 0) return quality;
        var close = price - record.Change.Hundredths;
        if (!MatchesPreviousClose(Won.OfHundredths(close), ref now, ref memory)) quality |= AuctionQuality.ReferenceMoved;
        if (record.Rate.HasValue && close > 0 && Math.Abs(((long)record.Rate.Hundredths * close) - (10_000L * record.Change.Hundredths)) > close)
            quality |= AuctionQuality.RateDisagrees;
        return quality;
    }

    private readonly bool IsOutsideLimits(Won price) => (_upperLimit.HasValue && price > _upperLimit) || (_lowerLimit.HasValue && price < _lowerLimit);

    /// <summary>
    /// Compares a close with the previous close. The first record of a day sets it; another value replaces it when two records in a row have it.
    /// </summary>
    private bool MatchesPreviousClose(Won close, ref AuctionNow now, ref FoldFlags memory)
    {
        if (!now.PreviousClose.HasValue) now.PreviousClose = close;
        var isCandidate = (memory & FoldFlags.HasCandidateClose) != 0 && close == _candidateClose;
        memory &= ~FoldFlags.HasCandidateClose;
        if (close == now.PreviousClose) return true;
        if (isCandidate)
        {
            now.PreviousClose = close;
            return false;
        }

        memory |= FoldFlags.HasCandidateClose;
        _candidateClose = close;
        return false;
    }

    private void BeginDay(ref AuctionNow now, ref FoldFlags memory)
    {
        now.PreviousClose = Won.None;
        memory &= ~(FoldFlags.KnowsLimits | FoldFlags.HasCandidateClose);
        this = new RecordCheck(_ticks);
    }
}
