using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>
/// The columns of one record as text, by the roles that a layout gives them. A column that nothing is written to is zero, as the venue's are. Prices of stocks
/// are whole won without decimals; other numbers of won have two.
/// </summary>
/// <param name="layout">The TR.</param>
internal sealed class ColumnText(RecordLayout layout)
{
    private readonly string?[] _columns = new string?[layout.Width];
    private readonly bool _isWhole = layout.Segment == MarketSegment.Stocks;

    /// <summary>Writes to the column of a role; to none where the layout has no such column.</summary>
    public ColumnText Set(RecordRole role, string text) => SetBehind(role, 0, text);

    /// <summary>Writes a quantity; an empty column where there is none.</summary>
    public ColumnText Set(RecordRole role, long? quantity) => Set(role, quantity?.ToString(CultureInfo.InvariantCulture) ?? "");

    /// <summary>Writes to a column behind that of a role, unless it has a role of its own.</summary>
    /// <param name="role">The role.</param>
    /// <param name="behind">Number of columns behind it, 0 for its own.</param>
    /// <param name="text">The text.</param>
    public ColumnText SetBehind(RecordRole role, int behind, string text)
    {
        if (layout.ColumnOf(role) is not (> 0 and var first)) return this;
        var column = first + behind;
        if (behind == 0 || (column <= layout.Width && layout.Fields.All(field => field.Column != column))) _columns[column - 1] = text;
        return this;
    }

    /// <summary>Returns a time of day as text; empty for none.</summary>
    public static string Of(TimeOnly? time) => time?.ToString("HHmmss", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Returns a price; the venue writes zero when there is none.</summary>
    public string Price(Won won) => Amount(won.HasValue ? won : Won.Of(0));

    /// <summary>Returns an amount of won; empty for none.</summary>
    public string Amount(Won won) => _isWhole && won.HasValue && won.Hundredths % 100 == 0
        ? (won.Hundredths / 100).ToString(CultureInfo.InvariantCulture)
        : $"{won}";

    /// <summary>Returns the record, its columns separated by <c>^</c>.</summary>
    public override string ToString() => string.Join('^', _columns.Select(column => column ?? (_isWhole ? "0" : "0.00")));
}
