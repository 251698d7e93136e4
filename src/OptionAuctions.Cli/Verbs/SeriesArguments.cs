using System.CommandLine;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The options that select series by their terms, the same in every verb that has them.</summary>
internal sealed class SeriesArguments
{
    private const int MaxCount = 100;

    private readonly Option<string?> _underlying;

    private readonly Option<int?> _expiries = new("--expiries")
    {
        HelpName = "N", CustomParser = argument => Arguments.Whole(0, MaxCount)(argument),
        Description = "With --underlying: months at most, the nearest first. Default: 0, all.",
    };

    private readonly Option<int?> _atm = new("--atm")
    {
        HelpName = "N", CustomParser = argument => Arguments.Whole(0, MaxCount)(argument),
        Description = "With --underlying: strikes on each side of the one at the money. Default: every strike.",
    };

    private readonly Option<double?> _band = new("--band")
    {
        HelpName = "PERCENT", CustomParser = argument => Arguments.Number(0.1, 100)(argument),
        Description = "With --underlying, in place of --atm: width of the band around the strike at the money, in percent of it. Default: none.",
    };

    private readonly Option<double?> _delta = new("--delta")
    {
        HelpName = "DELTA", CustomParser = argument => Arguments.Number(0.01, 0.49)(argument),
        Description = "With --underlying, in place of --atm: least delta of a strike's option out of the money, 0.01 to 0.49. Default: none.",
    };

    private readonly Option<bool> _fixed = new("--fixed")
    {
        Description = "With --underlying and --atm, --band or --delta: keeps the strikes of the start. Default: they follow the stock's expected price.",
    };

    private readonly Option<SeriesKind?> _kind = new("--kind")
    {
        HelpName = "KIND", CustomParser = Arguments.Kind,
        Description = "With --underlying: calls, puts or both. Default: both.",
    };

    private readonly Option<string?> _master = new("--master")
    {
        HelpName = "FILE",
        Description = "The venue's list of options, fo_stk_code_mts.mst unpacked. Default: OptionAuctions:MasterFile.",
    };

    /// <summary>Creates the options of one verb.</summary>
    /// <param name="defaultText">The default when no stock is named, for the help.</param>
    public SeriesArguments(string defaultText) => _underlying = new Option<string?>("--underlying")
    {
        HelpName = "STOCK",
        Description = $"Symbol or name of a stock, 005930 or 삼성전자, whose series are selected. Default: {defaultText}.",
    };

    /// <summary>All of these options.</summary>
    public IReadOnlyList<Option> Options => [_underlying, _expiries, _atm, _band, _delta, _fixed, _kind, _master];

    /// <summary>Returns the master file that was named; <see langword="null"/> when none was.</summary>
    public string? MasterFile(ParseResult parsed) => parsed.GetValue(_master);

    /// <summary>Returns the series that were requested; <see langword="null"/> when no option selects any.</summary>
    /// <exception cref="CliException">Series are described, and no underlying is named.</exception>
    public SeriesQuery? Read(ParseResult parsed)
    {
        var (expiries, kind) = (parsed.GetValue(_expiries), parsed.GetValue(_kind));
        var (atm, band, delta) = (parsed.GetValue(_atm), parsed.GetValue(_band), parsed.GetValue(_delta));
        string[] widths = [.. new[] { (_atm.Name, atm is not null), (_band.Name, band is not null), (_delta.Name, delta is not null) }
            .Where(width => width.Item2).Select(width => width.Item1)];
        if (widths.Length > 1)
            throw new CliException($"{string.Join(" and ", widths)} all say how wide the selection is: name one of them", ExitCode.Usage);
        if (parsed.GetValue(_underlying) is { } underlying)
        {
            return new SeriesQuery
            {
                Underlying = underlying, Kind = kind ?? SeriesKind.Both, Expiries = expiries ?? 0, Atm = atm, Band = band, Delta = delta,
                Spot = true, Future = true, Moves = widths.Length > 0 && !parsed.GetValue(_fixed),
            };
        }

        var option = expiries is not null ? _expiries.Name
            : widths.Length > 0 ? widths[0]
            : kind is not null ? _kind.Name
            : parsed.GetValue(_fixed) ? _fixed.Name
            : null;
        return option is null
            ? null
            : throw new CliException($"{option} says which series of a stock are meant, but no stock is named: name it with --underlying", ExitCode.Usage);
    }
}
