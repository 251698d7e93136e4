using System.Globalization;

namespace OptionAuctions.Market;

/// <summary>A line of a calendar file that holds a statement.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Number">Line, from 1.</param>
/// <param name="Fields">Its fields, separated by white space, without the comment.</param>
internal sealed record CalendarLine(string File, int Number, string[] Fields)
{
    /// <summary>Parses the first field as a date of this century.</summary>
    public DateOnly Date() =>
        DateOnly.TryParseExact(Fields[0], CalendarText.DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year is >= 2000 and < 2100
            ? date
            : throw Wrong($"'{Fields[0]}' is not a date such as 2026-12-31");

    /// <summary>Checks that the line holds nothing but a date.</summary>
    public void HasOnlyDate()
    {
        if (Fields.Length > 1) throw Wrong($"'{Fields[1]}' is not expected behind a date; # begins a comment");
    }

    /// <summary>Creates the exception for a line that cannot be used.</summary>
    public CalendarException Wrong(string reason) => new(File, Number, reason);
}
