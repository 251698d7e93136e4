using System.CommandLine;
using OptionAuctions.Market;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The words for series by what they are, the same in every verb that takes them.</summary>
internal sealed class SeriesWords
{
    private const int Most = 100;

    private readonly Option<string?> _underlying;

    private readonly Option<int?> _expiries = new("--expiries")
    {
        HelpName = "N", CustomParser = argument => Arguments.Whole(0, Most)(argument),
        Description = "With --underlying: months at most, the nearest first. Default: 0, all.",
    };

    private readonly Option<int?> _atm = new("--atm")
    {
        HelpName = "N", CustomParser = argument => Arguments.Whole(0, Most)(argument),
        Description = "With --underlying: strikes on each side of the one at the money. Default: every strike.",
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

    /// <summary>The words of one verb.</summary>
    /// <param name="otherwise">What is meant when no stock is named, for the help.</param>
    public SeriesWords(string otherwise) => _underlying = new Option<string?>("--underlying")
    {
        HelpName = "STOCK",
        Description = $"Symbol or name of a stock, 005930 or 삼성전자, whose series are meant. Default: {otherwise}.",
    };

    /// <summary>All of them.</summary>
    public IReadOnlyList<Option> Options => [_underlying, _expiries, _atm, _kind, _master];

    /// <summary>The master file named, if any.</summary>
    public string? MasterFile(ParseResult parsed) => parsed.GetValue(_master);

    /// <summary>The series asked for; <see langword="null"/> when there was no word of them.</summary>
    /// <exception cref="CliException">They are described, and no underlying is named.</exception>
    public SeriesOptions? Read(ParseResult parsed)
    {
        var (expiries, atm, kind) = (parsed.GetValue(_expiries), parsed.GetValue(_atm), parsed.GetValue(_kind));
        if (parsed.GetValue(_underlying) is { } underlying)
            return new SeriesOptions { Underlying = underlying, Kind = kind ?? SeriesKind.Both, Expiries = expiries ?? 0, Atm = atm };

        var alone = expiries is not null ? _expiries.Name : atm is not null ? _atm.Name : kind is not null ? _kind.Name : null;
        return alone is null ? null : throw new CliException($"{alone} says which series of a stock are meant, but no stock is named: name it with --underlying", ExitCode.Usage);
    }
}
