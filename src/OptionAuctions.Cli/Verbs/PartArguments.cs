using System.CommandLine;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The options that say which part of a recording is played: its codes, and from when to when.</summary>
internal sealed class PartArguments
{
    private readonly Option<IReadOnlyList<Instrument>?> _codes = new("--codes")
    {
        HelpName = "A,B,C", CustomParser = Arguments.Codes, Description = "Codes to follow. Default: all that the recording has records of.",
    };

    private readonly Option<TimeOnly?> _from = new("--from")
    {
        HelpName = "HH:mm:ss", CustomParser = Arguments.TimeOfDay,
        Description = "First time of arrival, KST, on the first day of the recording. Default: its beginning.",
    };

    private readonly Option<TimeOnly?> _to = new("--to")
    {
        HelpName = "HH:mm:ss", CustomParser = Arguments.TimeOfDay, Description = "Time of arrival before which it ends. Default: its end.",
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> Options => [_codes, _from, _to];

    /// <summary>Returns what was requested.</summary>
    public (IReadOnlyList<Instrument>? Codes, TimeOnly? From, TimeOnly? To) Read(ParseResult parsed) =>
        (parsed.GetValue(_codes), parsed.GetValue(_from), parsed.GetValue(_to));
}
