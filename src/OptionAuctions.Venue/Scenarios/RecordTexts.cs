using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>Changes the columns of a record's text by their role.</summary>
internal static class RecordTexts
{
    /// <summary>Returns the offset of a role's column; -1 when the TR has none.</summary>
    public static int At(this RecordLayout layout, RecordRole role) => layout.ColumnOf(role) - 1;

    /// <summary>Returns a record with another text in a role's column; the same one when it has no such column.</summary>
    public static string[] With(this RecordLayout layout, string[] record, RecordRole role, Func<string, string> change)
    {
        var column = layout.At(role);
        if (column < 0 || column >= record.Length) return record;
        var changed = (string[])record.Clone();
        changed[column] = change(record[column]);
        return changed;
    }
}
