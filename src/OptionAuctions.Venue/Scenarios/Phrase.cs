using System.Globalization;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>
/// A sentence with places to fill: <c>{n}</c> a whole number, <c>{nth}</c> 3rd, <c>{duration}</c> 20 seconds, <c>{time}</c> HH:mm:ss,
/// <c>{word}</c> one word, <c>{text}</c> the rest of the line.
/// </summary>
internal sealed record Phrase(string Pattern, Func<Filled, IFault> Make)
{
    private readonly string[] _pattern = Pattern.Split(' ');

    public string FirstWord => _pattern[0];

    /// <summary>The places of a sentence that has this form; <see langword="null"/> when it has another.</summary>
    public Filled? Match(ReadOnlySpan<string> words)
    {
        var filled = new Filled();
        foreach (var part in _pattern)
        {
            if (words.IsEmpty) return null;
            var taken = part switch
            {
                "{n}" => Filled.Take(Words.Number(words), filled.Numbers),
                "{nth}" => Filled.Take(Words.Ordinal(words), filled.Numbers),
                "{duration}" => Filled.Take(Words.Duration(words), filled.Durations),
                "{word}" => Filled.Take((words[0], 1), filled.Texts),
                "{text}" => Filled.Take((string.Join(' ', words.ToArray()), words.Length), filled.Texts),
                _ => words[0] == part ? 1 : 0,
            };
            if (taken == 0) return null;
            words = words[taken..];
        }

        return words.IsEmpty ? filled : null;
    }
}

/// <summary>What stood in a sentence's places, in order.</summary>
internal sealed class Filled
{
    public List<int> Numbers { get; } = [];
    public List<TimeSpan> Durations { get; } = [];
    public List<string> Texts { get; } = [];

    /// <summary>The only number, checked.</summary>
    /// <exception cref="FormatException">Out of range.</exception>
    public int Number(int from, int to) => Numbers[0] is var n && n >= from && n <= to
        ? n
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{n} is not between {from} and {to}"));

    public static int Take<T>((T Value, int Words)? read, List<T> into)
    {
        if (read is not { } found) return 0;
        into.Add(found.Value);
        return found.Words;
    }
}
