using OptionAuctions.Wire;

namespace OptionAuctions.Codes;

/// <summary>Holds each record of one option against those before it. Remembers what a check needs, for one market day.</summary>
/// <remarks>Integers only, so that no rounding of ours is taken for the venue's.</remarks>
internal struct RecordCheck
{
    private const int None = int.MinValue;

    private long _day, _time; // ticks, KST
    private int _previousClose, _otherClose, _upperLimit, _lowerLimit; // hundredths of a won

    /// <summary>What the day's records agree on as the previous close.</summary>
    public readonly Won PreviousClose => _day == 0 ? Won.None : Won.OfHundredths(_previousClose);

    /// <summary>What is odd about a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="before">The record before it; ignored when <paramref name="isFirst"/>.</param>
    /// <param name="isFirst">There is none before it.</param>
    /// <param name="receivedAt">Ticks, KST.</param>
    /// <param name="marketAt">The record's own time with its date, ticks, KST; 0 when it has none.</param>
    /// <param name="tolerance">Ticks that the two may be apart.</param>
    public AuctionQuality Check(in ExpectedExecution record, in ExpectedExecution before, bool isFirst, long receivedAt, long marketAt, long tolerance)
    {
        var odd = (AuctionQuality)record.Quality; // the first two flags are the reader's
        if (record.Sign.Direction == ChangeDirection.Unknown) odd |= AuctionQuality.UnknownSign;
        if (!isFirst && record == before) odd |= AuctionQuality.Repeated;
        BeginDay(receivedAt);
        if (marketAt != 0)
        {
            if (marketAt < _time) odd |= AuctionQuality.TimeBackwards;
            if (Math.Abs(receivedAt - marketAt) > tolerance) odd |= AuctionQuality.FarFromClock;
            _time = marketAt;
        }

        if (record.Price.HasValue) odd |= CheckPrice(record);
        return odd;
    }

    private AuctionQuality CheckPrice(in ExpectedExecution record)
    {
        var odd = AuctionQuality.None;
        var price = record.Price.Hundredths;
        if (price % 100 != 0 || !TickGrid.Holds(price / 100)) odd |= AuctionQuality.OffTick;
        if ((_upperLimit != None && price > _upperLimit) || (_lowerLimit != None && price < _lowerLimit)) odd |= AuctionQuality.OutsideLimits;
        if (record.Sign.Direction == ChangeDirection.UpperLimit) _upperLimit = price;
        if (record.Sign.Direction == ChangeDirection.LowerLimit) _lowerLimit = price;

        if (!record.Change.HasValue || (record.Quality & RecordQuality.SignDisagrees) != 0) return odd;
        var close = price - record.Change.Hundredths;
        if (!Agrees(close)) odd |= AuctionQuality.ReferenceMoved;
        if (record.Rate.HasValue && close > 0 && Math.Abs(((long)record.Rate.Hundredths * close) - (10_000L * record.Change.Hundredths)) > close)
            odd |= AuctionQuality.RateDisagrees;
        return odd;
    }

    /// <summary>The first record of a day sets the previous close; another one has to be said twice in a row before it is believed.</summary>
    private bool Agrees(int close)
    {
        if (_previousClose == None) _previousClose = close;
        if (close == _previousClose)
        {
            _otherClose = None;
            return true;
        }

        if (close == _otherClose) (_previousClose, _otherClose) = (close, None);
        else _otherClose = close;
        return false;
    }

    private void BeginDay(long receivedAt)
    {
        var day = receivedAt - (receivedAt % TimeSpan.TicksPerDay);
        if (day == _day) return;
        (_day, _previousClose, _otherClose, _upperLimit, _lowerLimit) = (day, None, None, None, None);
    }
}
