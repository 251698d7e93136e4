using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Verbs;

/// <summary>Words to values; what cannot be one is refused in a sentence that quotes it.</summary>
internal static class Arguments
{
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(30);

    /// <summary>A number and its unit, above zero.</summary>
    public static TimeSpan? Duration(ArgumentResult argument)
    {
        var text = Word(argument);
        foreach (var (unit, ticks) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) continue;
            if (count > LongestDuration.Ticks / ticks || count * ticks < 1) break;
            return TimeSpan.FromTicks((long)(count * ticks));
        }

        return Refuse<TimeSpan?>(argument, "is not a duration: a number and ms, s, m or h, for example 20s, up to 720h");
    }

    /// <summary>Codes with commas between them.</summary>
    public static IReadOnlyList<OptionCode>? Codes(ArgumentResult argument)
    {
        var codes = new List<OptionCode>();
        foreach (var word in Word(argument).Split(',', StringSplitOptions.TrimEntries))
        {
            if (!OptionCode.TryParse(word, out var code))
                return Refuse<IReadOnlyList<OptionCode>>(argument, $"names '{word}', which is not an option code: one to {OptionCode.MaxLength} of A-Z and 0-9");
            codes.Add(code);
        }

        return codes;
    }

    /// <summary>An absolute address with one of these schemes.</summary>
    public static Func<ArgumentResult, Uri?> Url(params string[] schemes) => argument =>
        Uri.TryCreate(Word(argument), UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) && url.Host.Length > 0
            ? url
            : Refuse<Uri>(argument, $"is not an address that begins with {string.Join(" or ", schemes.Select(s => $"{s}://"))}");

    /// <summary>A whole number in a range.</summary>
    public static Func<ArgumentResult, int> Whole(int least, int most) => argument =>
        int.TryParse(Word(argument), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<int>(argument, $"is not a whole number from {least} to {most}");

    /// <summary>Calls, puts or both.</summary>
    public static SeriesKind? Kind(ArgumentResult argument) => Word(argument) switch
    {
        "both" => SeriesKind.Both,
        "calls" => SeriesKind.Calls,
        "puts" => SeriesKind.Puts,
        _ => Refuse<SeriesKind?>(argument, "is none of calls, puts and both"),
    };

    /// <summary>A number in a range, with a decimal point if any.</summary>
    public static Func<ArgumentResult, double> Number(double least, double most) => argument =>
        double.TryParse(Word(argument), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<double>(argument, string.Create(CultureInfo.InvariantCulture, $"is not a number from {least} to {most}"));

    /// <summary>An IP address.</summary>
    public static IPAddress? Address(ArgumentResult argument) =>
        IPAddress.TryParse(Word(argument), out var address) ? address : Refuse<IPAddress>(argument, "is not an IP address, for example 127.0.0.1");

    /// <summary>What was typed; an option that may be repeated counts as one with commas.</summary>
    private static string Word(ArgumentResult argument) => string.Join(',', argument.Tokens.Select(token => token.Value));

    private static T? Refuse<T>(ArgumentResult argument, string sentence)
    {
        argument.AddError($"{(argument.Parent as OptionResult)?.Option.Name} '{Word(argument)}' {sentence}");
        return default;
    }
}
