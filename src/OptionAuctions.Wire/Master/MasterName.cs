using System.Globalization;

namespace OptionAuctions.Wire;

/// <summary>
/// The terms in a contract's name, such as <c>삼성전자   C 202612   160,000(  10)</c> or <c>위클리M C 2612W1   945.0</c>: expiry, strike,
/// multiplier. Each can be missing: the column is of a fixed width, and its text is for people.
/// </summary>
internal sealed record MasterName
{
    private const string MondayWeekly = "위클리M"; // 위클리 alone is a Thursday
    private const int ExpiryLength = 6;

    /// <summary>First day of the month of the expiry; <see langword="null"/> when the name does not say it.</summary>
    public DateOnly? Month { get; private init; }

    /// <summary>The week of the expiry, in the name of a weekly option.</summary>
    public WeeklyExpiry? Week { get; private init; }

    /// <summary>Strike, won.</summary>
    public decimal? Strike { get; private init; }

    /// <summary>Shares a contract.</summary>
    public decimal? Multiplier { get; private init; }

    /// <summary>Reads a name from its end, since the stock's own name comes first and may hold anything, six digits too.</summary>
    public static MasterName Read(string name)
    {
        var (open, close) = (name.LastIndexOf('('), name.LastIndexOf(')'));
        var multiplier = open >= 0 && close > open ? Amount(name[(open + 1)..close]) : null;
        var words = (multiplier is null ? name : name[..open]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var place = PlaceOfExpiry(words);
        if (place < 0) return new MasterName { Multiplier = multiplier };

        var word = words[place].TrimStart('C', 'P');
        var weekday = name.Contains(MondayWeekly, StringComparison.Ordinal) ? DayOfWeek.Monday : DayOfWeek.Thursday;
        return new MasterName
        {
            Month = MonthIn(word),
            Week = word[4] == 'W' ? new WeeklyExpiry(word[5] - '0', weekday) : null,
            Strike = multiplier is not null && place + 1 < words.Length ? Amount(words[place + 1]) : null, // without what follows it may be cut off
            Multiplier = multiplier,
        };
    }

    /// <summary>Finds the last word that is an expiry. When two follow each other at the end, the second one is a strike.</summary>
    private static int PlaceOfExpiry(string[] words)
    {
        var last = Array.FindLastIndex(words, IsExpiry);
        return last > 0 && last == words.Length - 1 && IsExpiry(words[last - 1]) ? last - 1 : last;
    }

    private static bool IsExpiry(string word) => MonthIn(word.TrimStart('C', 'P')) is not null;

    /// <summary>Reads <c>202612</c> or <c>2612W1</c>.</summary>
    private static DateOnly? MonthIn(string word)
    {
        if (word.Length != ExpiryLength) return null;
        var month = word[4] == 'W' && word[5] is >= '1' and <= '6' ? $"20{word[..4]}01" : word.StartsWith("20", StringComparison.Ordinal) ? $"{word}01" : "";
        return DateOnly.TryParseExact(month, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;
    }

    private static decimal? Amount(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;
}
