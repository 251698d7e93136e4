namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>Checks each record of one option against those before it. Remembers what the checks need, for one market day.</summary>
/// <remarks>Integers only, so that no rounding error of this code is attributed to the venue.</remarks>
internal struct OracleCheck
{
    private const int None = int.MinValue;

    private long _day, _time; // ticks, KST
    private int _previousClose, _candidateClose, _upperLimit, _lowerLimit; // hundredths of a won

    /// <summary>The previous close on which the day's records agree.</summary>
    public readonly Won PreviousClose => _day == 0 ? Won.None : Won.OfHundredths(_previousClose);

    /// <summary>Checks a record. Returns what is odd about it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="before">The record before it; ignored when <paramref name="isFirst"/>.</param>
    /// <param name="isFirst">There is none before it.</param>
    /// <param name="receivedAt">Ticks, KST.</param>
    /// <param name="marketAt">The record's own time with its date, ticks, KST; 0 when it has none.</param>
    /// <param name="tolerance">Allowed difference between the two, ticks.</param>
    /// <param name="isOfPastDay">True when it is repeated from a day before: its previous close and its limits are not those of the present day.</param>
    public AuctionQuality Check(
        in ExpectedExecution record, in ExpectedExecution before, bool isFirst, long receivedAt, long marketAt, long tolerance, bool isOfPastDay)
    {
        var quality = (AuctionQuality)record.Quality; // the first two flags are those of the record's reader
        if (record.Sign.Direction == ChangeDirection.Unknown) quality |= AuctionQuality.UnknownSign;
        if (!isFirst && record == before) quality |= AuctionQuality.Repeated;
        BeginDay(receivedAt);
        if (marketAt != 0)
        {
            if (marketAt < _time) quality |= AuctionQuality.TimeBackwards;
            if (Math.Abs(receivedAt - marketAt) > tolerance) quality |= AuctionQuality.FarFromClock;
            _time = marketAt;
        }

        if (record.Price.HasValue && !isOfPastDay) quality |= CheckPrice(record);
        return quality;
    }

    private AuctionQuality CheckPrice(in ExpectedExecution record)
    {
        var quality = AuctionQuality.None;
        var price = record.Price.Hundredths;
        if (price % 100 != 0 || !TickGrid.Options.Holds(price / 100)) quality |= AuctionQuality.OffTick;
        if ((_upperLimit != None && price > _upperLimit) || (_lowerLimit != None && price < _lowerLimit)) quality |= AuctionQuality.OutsideLimits;
        if (record.Sign.Direction == ChangeDirection.UpperLimit) _upperLimit = price;
        if (record.Sign.Direction == ChangeDirection.LowerLimit) _lowerLimit = price;

        if (!record.Change.HasValue || (record.Quality & RecordQuality.SignDisagrees) != 0) return quality;
        var close = price - record.Change.Hundredths;
        if (!MatchesPreviousClose(close)) quality |= AuctionQuality.ReferenceMoved;
        if (record.Rate.HasValue && close > 0 && Math.Abs(((long)record.Rate.Hundredths * close) - (10_000L * record.Change.Hundredths)) > close)
            quality |= AuctionQuality.RateDisagrees;
        return quality;
    }

    /// <summary>
    /// Compares a close with the previous close. The first record of a day sets it; another value replaces it when two records in a row have it.
    /// </summary>
    private bool MatchesPreviousClose(int close)
    {
        if (_previousClose == None) _previousClose = close;
        if (close == _previousClose)
        {
            _candidateClose = None;
            return true;
        }

        if (close == _candidateClose) (_previousClose, _candidateClose) = (close, None);
        else _candidateClose = close;
        return false;
    }

    private void BeginDay(long receivedAt)
    {
        var day = receivedAt - (receivedAt % TimeSpan.TicksPerDay);
        if (day == _day) return;
        (_day, _previousClose, _candidateClose, _upperLimit, _lowerLimit) = (day, None, None, None, None);
    }
}
