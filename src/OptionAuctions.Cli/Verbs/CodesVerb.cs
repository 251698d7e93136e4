using System.CommandLine;
using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions codes</c>.</summary>
internal sealed class CodesVerb
{
    private readonly SeriesArguments _series = new("none; it is required");

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per line on stdout. Default: a table." };

    public CodesVerb(CliEnvironment environment)
    {
        Command = new Command("codes", "Shows the codes of a stock's series, from the master file, as 'run' with the same options would follow them. Dials\n"
            + "nothing. Without credentials the day is that of the simulated venue.");
        foreach (var option in (Option[])[.. _series.Options, _json]) Command.Options.Add(option);
        Command.SetAction((parsed, _) => CodesRun.RunAsync(Request(parsed), environment));
    }

    public Command Command { get; }

    private RunRequest Request(ParseResult parsed) => new(
        Codes: null,
        _series.Read(parsed) ?? throw new CliException("no stock is named whose codes are asked for: name it with --underlying", ExitCode.Usage),
        _series.MasterFile(parsed), WsUrl: null, ApprovalUrl: null, For: null, parsed.GetValue(_json));
}
