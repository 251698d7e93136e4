namespace OptionAuctions.Wire;

/// <summary>The check of a layout for contradictions, before anything is read by it.</summary>
internal static class LayoutCheck
{
    private const int NameLength = 8, MostColumns = byte.MaxValue;

    /// <summary>Returns the first contradiction, as the end of a sentence; <see langword="null"/> when there is none.</summary>
    public static string? Contradiction(RecordKind kind, string trId, int width, IReadOnlyList<FieldSpec> fields)
    {
        if (trId.Length != NameLength || !trId.All(char.IsAsciiLetterOrDigit))
            return FormattableString.Invariant($"has a name that is not {NameLength} letters and digits");
        if (width is < 1 or > MostColumns) return FormattableString.Invariant($"has {width} columns, and 1 to {MostColumns} are possible");
        if (fields.FirstOrDefault(field => field.Column < 1 || field.Column > width) is { } outside)
            return FormattableString.Invariant($"reads column {outside.Column} ({outside.Role}), and a record has {width} at least");
        if (fields.GroupBy(field => field.Column).FirstOrDefault(group => group.Count() > 1) is { } column)
            return FormattableString.Invariant($"gives column {column.Key} two roles: {string.Join(", ", column.Select(field => field.Role))}");
        if (fields.GroupBy(field => field.Role).FirstOrDefault(group => group.Count() > 1) is { } role)
            return FormattableString.Invariant($"has two columns for {role.Key}: {string.Join(", ", role.Select(field => field.Column))}");
        if (kind == RecordKind.Book && fields.All(field => field.Role < RecordRole.Quantity)) return "is of books, and has no column of a quote or a quantity";
        if (Required(kind).Except(fields.Select(field => field.Role)).ToArray() is [var missing, ..]) return $"has no column for {missing}";
        return fields.Any(field => field.Role == RecordRole.Sign) != fields.Any(field => field.Role is RecordRole.Change or RecordRole.Rate)
            ? "has a sign without a change and a rate, or the other way round"
            : null;
    }

    private static RecordRole[] Required(RecordKind kind) => kind switch
    {
        RecordKind.Book => [RecordRole.Code, RecordRole.Time],
        _ => [RecordRole.Code, RecordRole.Time, RecordRole.Price],
    };
}
