namespace OptionAuctions.Venue.Scenarios;

/// <summary>
/// The form of a sentence with placeholders: <c>{n}</c> a whole number, <c>{nth}</c> 3rd, <c>{duration}</c> 20 seconds, <c>{time}</c> HH:mm:ss,
/// <c>{word}</c> one word, <c>{text}</c> the rest of the line.
/// </summary>
internal sealed record Phrase(string Pattern, Func<PlaceholderValues, IFault> Make)
{
    private readonly string[] _pattern = Pattern.Split(' ');

    public string FirstWord => _pattern[0];

    /// <summary>Returns the values of the placeholders in a sentence that has this form; <see langword="null"/> when it has another.</summary>
    public PlaceholderValues? Match(ReadOnlySpan<string> words)
    {
        var filled = new PlaceholderValues();
        foreach (var part in _pattern)
        {
            if (words.IsEmpty) return null;
            var taken = part switch
            {
                "{n}" => PlaceholderValues.Take(ScenarioValues.Number(words), filled.Numbers),
                "{nth}" => PlaceholderValues.Take(ScenarioValues.Ordinal(words), filled.Numbers),
                "{duration}" => PlaceholderValues.Take(ScenarioValues.Duration(words), filled.Durations),
                "{word}" => PlaceholderValues.Take((words[0], 1), filled.Texts),
                "{text}" => PlaceholderValues.Take((string.Join(' ', words.ToArray()), words.Length), filled.Texts),
                _ => words[0] == part ? 1 : 0,
            };
            if (taken == 0) return null;
            words = words[taken..];
        }

        return words.IsEmpty ? filled : null;
    }
}
