using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>One record of a message as text, column by column.</summary>
/// <param name="message">The bytes of its message.</param>
/// <param name="start">Offset at which it begins.</param>
/// <param name="ends">Offsets at which its columns end.</param>
/// <param name="layout">Its TR.</param>
internal readonly ref struct SurveyedRecord(ReadOnlySpan<byte> message, int start, ReadOnlySpan<int> ends, RecordLayout layout)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly ReadOnlySpan<int> _ends = ends;

    /// <summary>Its TR.</summary>
    public RecordLayout Layout { get; } = layout;

    /// <summary>All of it.</summary>
    public ReadOnlySpan<byte> Raw => _message[start.._ends[^1]];

    /// <summary>Its code; none when the column is no code.</summary>
    public Instrument Code => Instrument.TryParse(Of(RecordRole.Code).Trim((byte)' '), out var code) ? code : default;

    /// <summary>The venue's time; <see langword="null"/> when it is missing, midnight, or no time.</summary>
    public TimeOnly? Time
    {
        get
        {
            var text = Of(RecordRole.Time).Trim((byte)' ');
            if (text.Length != 6 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) || digits == 0) return null;
            var (hour, minute, second) = (digits / 10_000, digits / 100 % 100, digits % 100);
            return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
        }
    }

    /// <summary>Returns a column, counted from 1; empty when the record does not have it.</summary>
    public ReadOnlySpan<byte> Column(int column) =>
        column < 1 || column > _ends.Length ? default : _message[(column == 1 ? start : _ends[column - 2] + 1).._ends[column - 1]];

    /// <summary>Returns the column of a role; empty when the TR has none.</summary>
    public ReadOnlySpan<byte> Of(RecordRole role) => Column(Layout.ColumnOf(role));

    /// <summary>Returns the number of a role; <see langword="null"/> when there is none.</summary>
    public decimal? Number(RecordRole role) =>
        decimal.TryParse(Of(role).Trim((byte)' '), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
