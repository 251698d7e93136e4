using System.Data.Common;

namespace OptionAuctions.History.Stores;

/// <summary>The values of one row, read from the left to the right.</summary>
internal struct SummaryRow(DbDataReader reader)
{
    private int _next;

    public T Value<T>() => reader.GetFieldValue<T>(_next++);

    public T? Maybe<T>()
        where T : struct => reader.IsDBNull(_next) ? Skip<T?>() : Value<T>();

    public string? Text() => reader.IsDBNull(_next) ? Skip<string?>() : Value<string>();

    public Won Won() => Maybe<decimal>() is { } won ? OptionAuctions.Won.Of(won) : OptionAuctions.Won.None;

    public DateTimeOffset? Time() => Maybe<DateTimeOffset>()?.ToOffset(MarketTime.Offset);

    public InstrumentTerms? Terms()
    {
        var (underlying, name, strike, expiry, isCall) = (Text(), Text(), Maybe<decimal>(), Maybe<DateOnly>(), Maybe<bool>());
        return underlying is null ? null : new InstrumentTerms(underlying, name ?? underlying, strike, expiry, isCall);
    }

    /// <summary>Reads the flags. Before them stands the slippage, which follows from the prices.</summary>
    public AuctionQuality? Quality()
    {
        _next++;
        return Text() is { } text ? QualityText.Parse(text) : null;
    }

    private T? Skip<T>()
    {
        _next++;
        return default;
    }
}
