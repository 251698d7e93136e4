namespace OptionAuctions.Venue.Market;

/// <summary>The quantity that would trade at the indicative price of a call: grows as orders come in, up to that of the cross.</summary>
internal static class CallQuantity
{
    private const int MostUnits = 200;
    private const double ShareAtFirst = 0.05;

    /// <summary>Returns the quantity that trades when a call crosses.</summary>
    public static long AtCross(int seed, IInstrumentToday instrument, DateTimeOffset cross)
    {
        var dice = SeededRandom.For(seed, "contracts", instrument.Code.ToString(), RecordText.Time(cross));
        return ((1 + dice.Below(MostUnits)) * instrument.QuantityUnit) + dice.Below((int)instrument.QuantityUnit);
    }

    /// <summary>Returns the quantity that would trade at an indicative price; 0 when nothing would match.</summary>
    public static long At(int seed, IInstrumentToday instrument, CallWindow call, in Revision revision)
    {
        if (revision.Price == 0) return 0;
        var end = new DateTimeOffset(instrument.Day, call.End, MarketTime.Offset);
        var elapsed = 1 - ((end - revision.At) / call.Published);
        return Math.Max(1, (long)(AtCross(seed, instrument, end) * (ShareAtFirst + ((1 - ShareAtFirst) * elapsed * elapsed))));
    }
}
