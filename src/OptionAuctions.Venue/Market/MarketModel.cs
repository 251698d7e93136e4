namespace OptionAuctions.Venue.Market;

/// <summary>The market from which all TRs take their records: instruments, conditions of the day, and the trades of each stock.</summary>
internal sealed class MarketModel(VenueOptions options, MarketConditions conditions, InstrumentBoard board)
{
    private readonly Dictionary<Instrument, StockTape> _tapes = [];

    public int Seed => options.Seed;

    public InstrumentBoard Board => board;

    public MarketConditions Conditions { get; private set; } = conditions;

    /// <summary>Goes on under other conditions, as if they had held all day.</summary>
    public void Change(MarketConditions changed)
    {
        Conditions = changed;
        _tapes.Clear();
        board.Open(changed.Gap);
    }

    /// <summary>Returns the calls that an instrument has on its day and that end after a moment.</summary>
    public IEnumerable<CallWindow> CallsOf(IInstrumentToday instrument, DateTimeOffset after = default) =>
        Conditions.CallsOf(instrument.Segment).Where(call =>
            call.End <= instrument.LastTrade && new DateTimeOffset(instrument.Day, call.End, MarketTime.Offset) > after);

    /// <summary>Returns the indicative prices of an instrument's calls that end after a moment.</summary>
    public IEnumerable<Revision> RevisionsOf(IInstrumentToday instrument, DateTimeOffset after) =>
        CallsOf(instrument, after).SelectMany(call => AuctionCourse.Of(Seed, instrument, instrument.Day, call));

    /// <summary>Returns the trades of a stock on its day.</summary>
    public StockTape TapeOf(LinearToday stock) =>
        _tapes.TryGetValue(stock.Code, out var known) && known.Day == stock.Day ? known : _tapes[stock.Code] = StockTape.Of(this, stock);
}
