using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The forecast in the record of an order book.</summary>
internal static class ForecastText
{
    /// <summary>
    /// Takes the forecast out as the venue does in session: price and quantity 0, and the whole previous close as the change. A record without a book, or
    /// without a forecast, stays.
    /// </summary>
    public static string[] Without(RecordLayout layout, string[] record)
    {
        if (layout.Kind != RecordKind.ExpectedExecution || layout.ColumnOf(RecordRole.Ask) == 0) return record;
        var close = Number(record[layout.At(RecordRole.Price)]) - Number(record[layout.At(RecordRole.Change)]);
        (RecordRole Role, string Text)[] changes =
        [
            (RecordRole.Price, "0"), (RecordRole.Quantity, "0"), (RecordRole.Change, (-close).ToString(CultureInfo.InvariantCulture)),
            (RecordRole.Sign, "5"), (RecordRole.Rate, "-100.00"),
        ];
        return changes.Aggregate(record, (changed, one) => layout.With(changed, one.Role, _ => one.Text));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
