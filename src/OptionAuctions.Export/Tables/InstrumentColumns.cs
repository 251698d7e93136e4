using OptionAuctions.Export.Columns;
using Parquet.Schema;

namespace OptionAuctions.Export.Tables;

/// <summary>The columns of what is known of an instrument.</summary>
internal sealed class InstrumentColumns
{
    private readonly TextColumn _underlying = new("underlying", isNullable: true), _type = new("type", isNullable: true);
    private readonly OptionalColumn<decimal> _strike = new(new DecimalDataField("strike", precision: 18, scale: 2, isNullable: true));
    private readonly OptionalColumn<DateOnly> _lastTradingDay = new("last_trading_day");

    /// <summary>The columns, in the order of the file.</summary>
    public Column[] All => [_underlying, _type, _strike, _lastTradingDay];

    /// <summary>Adds the values of one row.</summary>
    public void Add(InstrumentFacts facts)
    {
        _underlying.Add(facts.Underlying);
        _type.Add(facts.Type);
        _strike.Add(facts.Strike);
        _lastTradingDay.Add(facts.LastTradingDay);
    }
}
