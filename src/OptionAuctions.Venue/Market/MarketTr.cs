using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>A TR that the market has records for.</summary>
/// <param name="Layout">Its description.</param>
/// <param name="RecordsOf">
/// Returns the records of a code on a day, in order of time; those up to the given moment may be among them. <see langword="null"/> when the code does not
/// trade, or not any more.
/// </param>
internal sealed record MarketTr(RecordLayout Layout, Func<MarketModel, Instrument, DateOnly, DateTimeOffset, IEnumerable<DueRecord>?> RecordsOf)
{
    /// <summary>Creates a TR of options.</summary>
    public static MarketTr OfOptions(RecordLayout layout, Func<MarketModel, SeriesToday, DateTimeOffset, IEnumerable<DueRecord>> records) =>
        new(layout, (model, code, day, after) => model.Board.Find(code, day) is not { } series ? null
            : model.Board.IsSilent(code, day) ? [] : records(model, series, after));

    /// <summary>Creates a TR of futures.</summary>
    public static MarketTr OfFutures(RecordLayout layout, Func<MarketModel, LinearToday, DateTimeOffset, IEnumerable<DueRecord>> records) =>
        new(layout, (model, code, day, after) => model.Board.FindFuture(code, day) is not { } future ? null
            : model.Board.IsSilent(code, day) ? [] : records(model, future, after));

    /// <summary>Creates a TR of stocks.</summary>
    public static MarketTr OfStocks(RecordLayout layout, Func<MarketModel, LinearToday, DateTimeOffset, IEnumerable<DueRecord>> records) =>
        new(layout, (model, code, day, after) => model.Board.FindStock(code, day) is not { } stock ? null : records(model, stock, after));
}
