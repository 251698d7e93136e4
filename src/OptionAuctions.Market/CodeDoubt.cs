using OptionAuctions.Wire;

namespace OptionAuctions.Market;

/// <summary>
/// Finds the codes of which the venue will probably never send a record: it acknowledges the registration of any well-formed text, and then is silent.
/// </summary>
internal static class CodeDoubt
{
    private const int MostNamed = 10;

    /// <summary>Returns one sentence for each reason, with the codes it holds for.</summary>
    public static IReadOnlyList<string> Sentences(ReferenceData reference, IEnumerable<Instrument> codes, DateOnly today)
    {
        var (reasons, names) = (new List<string>(), new Dictionary<string, List<string>>(StringComparer.Ordinal));
        foreach (var code in codes)
        {
            if (Why(reference, code, today) is not { } why) continue;
            if (!names.TryGetValue(why, out var doubtful))
            {
                reasons.Add(why);
                names[why] = doubtful = [];
            }

            doubtful.Add(Name(reference.Instruments, code));
        }

        return [.. reasons.Select(why => Sentence(why, [.. names[why]]))];
    }

    /// <summary>Returns the reason as the end of a sentence that begins with the code; <see langword="null"/> when nothing is wrong with it.</summary>
    private static string? Why(ReferenceData reference, Instrument code, DateOnly today)
    {
        if (reference.LastTradingDay(code) is { } last) return last < today ? "has expired" : null;
        if (RecordLayout.For(code) is { } layout && layout.Key != KeyRule.Option) return null; // not an option, and a TR has it
        if (CodeForm.WhyNoOption(code) is { } why) return why;
        if (reference.Instruments.Count > 0) return "is not in the master file";
        return CodeForm.Month(code) is { } month && reference.Calendar.ExpiryOf(month.Year, month.Month) < today ? "has expired" : null;
    }

    private static string Name(InstrumentList instruments, Instrument code) =>
        code.Length == Instrument.MaxLength && instruments.Series.FirstOrDefault(series => series.Isin == code.ToString()) is { } listed
            ? $"{code} (its short code is {listed.Code})"
            : code.ToString();

    private static string Sentence(string why, string[] names)
    {
        var others = names.Length switch
        {
            1 => "",
            <= MostNamed => $"; the same holds for {string.Join(", ", names[1..])}",
            _ => FormattableString.Invariant($"; the same holds for {string.Join(", ", names[1..MostNamed])} and {names.Length - MostNamed} more"),
        };
        return $"{names[0]} {why}: the venue accepts such a code and sends no record of it{others}";
    }
}
