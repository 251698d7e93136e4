using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column of won or percent, exact to a hundredth: <c>DECIMAL(10,2)</c>, which holds ±21,474,836.47.</summary>
internal sealed class HundredthsColumn(string name) : StoredColumn(new DecimalDataField(name, precision: 10, scale: 2, isNullable: true))
{
    public void Add(Won value) => AddStored(value.HasValue ? value.Hundredths : null);

    public void Add(Percent value) => AddStored(value.HasValue ? value.Hundredths : null);
}
