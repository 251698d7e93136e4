namespace OptionAuctions.Cli.Surveys;

/// <summary>What is seen of one column: its lengths, formats and, when they are few, its values.</summary>
internal sealed class ColumnFacts
{
    private const int MostFormats = 24, MostValues = 12;

    private readonly Dictionary<ColumnFormat, long> _formats = [];
    private readonly ValueCounts _values = new(MostValues);
    private long _otherFormats;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>Length of the shortest, bytes.</summary>
    public int Shortest { get; private set; } = int.MaxValue;

    /// <summary>Length of the longest, bytes.</summary>
    public int Longest { get; private set; }

    /// <summary>The formats with their counts, the most frequent first.</summary>
    public string Formats => string.Join("; ", _formats.OrderByDescending(one => one.Value).Select(one => PrintableText.Say($"{one.Value} {one.Key}"))
        .Concat(_otherFormats == 0 ? [] : [PrintableText.Say($"{_otherFormats} of other formats")]));

    /// <summary>Number of distinct values; <see langword="null"/> when they are more than twelve.</summary>
    public int? Distinct => _values.Others == 0 ? _values.Distinct : null;

    /// <summary>The values with their counts; of more than twelve the first three.</summary>
    public string Values => Distinct is not null ? $"{_values}" : $"{string.Join(", ", _values.Largest.Take(3).Select(one => one.Key))}, ...";

    /// <summary>Adds a value.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Count++;
        (Shortest, Longest) = (Math.Min(Shortest, text.Length), Math.Max(Longest, text.Length));
        var format = ColumnFormat.Of(text);
        if (_formats.TryGetValue(format, out var count) || _formats.Count < MostFormats) _formats[format] = count + 1;
        else _otherFormats++;
        if (Distinct is not null) _values.Add(text);
    }
}
