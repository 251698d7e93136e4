using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The parsers of arguments. A text that is not a possible value is refused with a sentence that quotes it.</summary>
internal static class Arguments
{
    private const double MostGap = 29; // the limit of a day is 30 %

    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("ms", TimeSpan.TicksPerMillisecond), ("s", TimeSpan.TicksPerSecond), ("m", TimeSpan.TicksPerMinute), ("h", TimeSpan.TicksPerHour),
    ];

    private const int MaxStocks = 5;

    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(30);

    /// <summary>Parses a duration: a number and its unit, above zero.</summary>
    public static TimeSpan? Duration(ArgumentResult argument)
    {
        var text = TextOf(argument);
        foreach (var (unit, ticks) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) continue;
            if (count > LongestDuration.Ticks / ticks || count * ticks < 1) break;
            return TimeSpan.FromTicks((long)(count * ticks));
        }

        return Refuse<TimeSpan?>(argument, "is not a duration: a number and ms, s, m or h, for example 20s, up to 720h");
    }

    /// <summary>Parses a time of day.</summary>
    public static TimeOnly? TimeOfDay(ArgumentResult argument) =>
        TimeOnly.TryParseExact(TextOf(argument), ["HH:mm:ss", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : Refuse<TimeOnly?>(argument, "is not a time of day: hours, minutes and seconds, for example 08:55:00");

    /// <summary>Parses option codes separated by commas.</summary>
    public static IReadOnlyList<Instrument>? Codes(ArgumentResult argument)
    {
        var codes = new List<Instrument>();
        foreach (var text in TextOf(argument).Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Instrument.TryParse(text, out var code))
            {
                return Refuse<IReadOnlyList<Instrument>>(
                    argument, $"names '{text}', which is not an option code: one to {Instrument.MaxLength} of A-Z and 0-9");
            }

            codes.Add(code);
        }

        return codes;
    }

    /// <summary>Parses codes of stocks, separated by commas.</summary>
    public static IReadOnlyList<Instrument>? Stocks(ArgumentResult argument)
    {
        var names = TextOf(argument).Split(',', StringSplitOptions.TrimEntries);
        if (names.Length > MaxStocks) return Refuse<IReadOnlyList<Instrument>>(argument, FormattableString.Invariant($"names more than {MaxStocks} stocks"));
        var other = names.FirstOrDefault(name => !Instrument.TryParse(name, out var code) || RecordLayout.For(code) is not { IsOnPaper: true });
        return other is null
            ? [.. names.Select(name => new Instrument(name))]
            : Refuse<IReadOnlyList<Instrument>>(argument, $"names '{other}', which is no stock: six digits, for example 005930");
    }

    /// <summary>Returns a parser of absolute addresses with one of these schemes.</summary>
    public static Func<ArgumentResult, Uri?> Url(params string[] schemes) => argument =>
        Uri.TryCreate(TextOf(argument), UriKind.Absolute, out var url) && schemes.Contains(url.Scheme) && url.Host.Length > 0
            ? url
            : Refuse<Uri>(argument, $"is not an address that begins with {string.Join(" or ", schemes.Select(s => $"{s}://"))}");

    /// <summary>Returns a parser of whole numbers in a range.</summary>
    public static Func<ArgumentResult, int> Whole(int least, int most) => argument =>
        int.TryParse(TextOf(argument), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<int>(argument, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}"));

    /// <summary>Parses kinds of calls separated by commas.</summary>
    public static IReadOnlyList<CallKind>? Calls(ArgumentResult argument)
    {
        var calls = TextOf(argument).Split(',', StringSplitOptions.TrimEntries).Select(name => name switch
        {
            "opening" => CallKind.Opening,
            "intraday" => CallKind.Intraday,
            "closing" => CallKind.Closing,
            _ => CallKind.None,
        }).Distinct().ToArray();
        return calls.Contains(CallKind.None)
            ? Refuse<IReadOnlyList<CallKind>>(argument, "is none of opening, intraday and closing, or several with commas")
            : calls;
    }

    /// <summary>Parses <c>calls</c>, <c>puts</c> or <c>both</c>.</summary>
    public static SeriesKind? Kind(ArgumentResult argument) => TextOf(argument) switch
    {
        "both" => SeriesKind.Both,
        "calls" => SeriesKind.Calls,
        "puts" => SeriesKind.Puts,
        _ => Refuse<SeriesKind?>(argument, "is none of calls, puts and both"),
    };

    /// <summary>Returns a parser of numbers in a range, with or without a decimal point.</summary>
    public static Func<ArgumentResult, double> Number(double least, double most) => argument =>
        double.TryParse(TextOf(argument), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : Refuse<double>(argument, string.Create(CultureInfo.InvariantCulture, $"is not a number from {least} to {most}"));

    /// <summary>Parses the speed of a replay: a number above 0, or <c>max</c>, which becomes infinity.</summary>
    public static double? ReplaySpeed(ArgumentResult argument) => TextOf(argument) == "max" ? double.PositiveInfinity
        : double.TryParse(TextOf(argument), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.01 and <= 100_000
            ? speed
            : Refuse<double?>(argument, "is neither a number from 0.01 to 100000 nor max");

    /// <summary>Parses the gap between the previous close and the opening price, in percent, up or down.</summary>
    public static double? Gap(ArgumentResult argument) =>
        double.TryParse(TextOf(argument), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var percent)
        && percent is >= -MostGap and <= MostGap
            ? percent
            : Refuse<double?>(argument, string.Create(CultureInfo.InvariantCulture, $"is not a number from -{MostGap} to {MostGap}"));

    /// <summary>Parses an IP address.</summary>
    public static IPAddress? Address(ArgumentResult argument) =>
        IPAddress.TryParse(TextOf(argument), out var address) ? address : Refuse<IPAddress>(argument, "is not an IP address, for example 127.0.0.1");

    /// <summary>Returns the text that was typed; the values of a repeated option are joined with commas.</summary>
    private static string TextOf(ArgumentResult argument) => string.Join(',', argument.Tokens.Select(token => token.Value));

    private static T? Refuse<T>(ArgumentResult argument, string sentence)
    {
        argument.AddError($"{(argument.Parent as OptionResult)?.Option.Name} '{TextOf(argument)}' {sentence}");
        return default;
    }
}
