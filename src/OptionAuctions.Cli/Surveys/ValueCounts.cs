using System.Text;

namespace OptionAuctions.Cli.Surveys;

/// <summary>Distinct texts with their counts, of which the first few are kept; the values of all others are counted together.</summary>
/// <param name="most">Distinct texts that are kept.</param>
internal sealed class ValueCounts(int most)
{
    private const int LongestText = 256;

    private readonly OrderedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _known =
        new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Number of values whose text is not kept.</summary>
    public long Others { get; private set; }

    /// <summary>The texts, the most frequent first.</summary>
    public IEnumerable<KeyValuePair<string, long>> Largest => _counts.OrderByDescending(one => one.Value);

    /// <summary>Number of distinct texts that are kept.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Adds bytes as text in ASCII; other bytes are escaped, and what is longer than 256 bytes is cut.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[LongestText];
        value = value[..Math.Min(value.Length, LongestText)];
        var length = Encoding.Latin1.GetChars(value, text);
        if (_known.TryGetValue(text[..length], out var known)) _counts[known]++;
        else if (_counts.Count >= most) Others++;
        else
        {
            var shown = MessageRedaction.HasToken(value) ? "***" : PrintableText.Of(value, LongestText);
            _known[text[..length]] = shown;
            _counts[shown] = _counts.GetValueOrDefault(shown) + 1;
        }
    }

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        if (!_counts.TryGetValue(text, out var count) && _counts.Count >= most) Others++;
        else _counts[text] = count + 1;
    }

    /// <summary>Returns the texts with their counts: <c>311: 40, 112: 2</c>.</summary>
    public override string ToString() => string.Join(
        ", ",
        Largest.Select(one => FormattableString.Invariant($"{(one.Key.Length == 0 ? "(empty)" : one.Key)}: {one.Value}"))
            .Concat(Others == 0 ? [] : [FormattableString.Invariant($"others: {Others}")]));
}
