using System.Globalization;

namespace OptionAuctions.Venue.Market;

/// <summary>
/// Makes the order book of an instrument at any moment. The quantity at a price changes slowly and is the same from whichever record it is seen, so that the
/// book moves as a whole when the value does.
/// </summary>
internal static class BookModel
{
    private const int TypicalUnits = 15, UnitsPerOrder = 60, FullLevels = 5;
    private const double Deviation = 0.7;

    /// <summary>Makes the book at a moment.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="instrument">Instrument and day.</param>
    /// <param name="at">The moment.</param>
    /// <param name="expected">Indicative price, which then is the best quote of the side that would not be filled; 0 for the book of a session.</param>
    public static OrderBook At(int seed, IInstrumentToday instrument, DateTimeOffset at, int expected)
    {
        var depth = SeededRandom.For(seed, "depth", instrument.Code.ToString(), instrument.Day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Next();
        var (ask, bid) = BestAt(instrument, at, expected);
        return new OrderBook(
            Side(ask, price => price <= instrument.UpperLimit, price => PriceSteps.Above(instrument.Ticks, price)),
            Side(bid, price => price >= instrument.LowerLimit && price > 0, price => PriceSteps.Below(instrument.Ticks, price)));

        BookLevel[] Side(int best, Func<int, bool> isAllowed, Func<int, int> next)
        {
            var levels = new BookLevel[OrderBook.Levels];
            var count = instrument.Segment == MarketSegment.Stocks ? levels.Length : LevelsOf(depth, best);
            for (var (i, price) = (0, best); i < count && isAllowed(price); i++, price = next(price))
            {
                var quantity = QuantityAt(depth, instrument, price, at);
                levels[i] = new BookLevel(price, quantity, 1 + (int)(quantity / (UnitsPerOrder * instrument.QuantityUnit)));
            }

            return levels;
        }
    }

    /// <summary>Returns the best quotes at a moment, whatever the limits are.</summary>
    public static (int Ask, int Bid) BestAt(IInstrumentToday instrument, DateTimeOffset at, int expected)
    {
        var (ticks, worth) = (instrument.Ticks, instrument.WorthAt(at));
        if (expected > 0) return worth >= expected ? (PriceSteps.Above(ticks, expected), expected) : (expected, PriceSteps.Below(ticks, expected));
        worth = Math.Clamp(worth, instrument.LowerLimit, instrument.UpperLimit);
        var bid = PriceSteps.AtOrBelow(ticks, worth * (1 - instrument.HalfSpread));
        return (Math.Max(PriceSteps.AtOrAbove(ticks, worth * (1 + instrument.HalfSpread)), PriceSteps.Above(ticks, bid)), bid);
    }

    /// <summary>Options have orders at some prices only.</summary>
    private static int LevelsOf(ulong depth, int best) => FullLevels + new SeededRandom(depth ^ ((ulong)best << 32)).Below(1 + OrderBook.Levels - FullLevels);

    private static long QuantityAt(ulong depth, IInstrumentToday instrument, int price, DateTimeOffset at)
    {
        var minutes = at.UtcTicks / (double)TimeSpan.TicksPerMinute;
        var (whole, part) = ((long)Math.Floor(minutes), minutes - Math.Floor(minutes));
        var (here, next) = (Knot(whole), Knot(whole + 1));
        return 1 + (long)(TypicalUnits * instrument.QuantityUnit * Math.Exp(Deviation * (here + ((next - here) * part))));

        double Knot(long minute)
        {
            var dice = new SeededRandom(depth ^ ((ulong)price << 40) ^ (ulong)minute);
            dice.Next();
            return dice.Normal();
        }
    }
}
