using System.CommandLine;
using OptionAuctions.Cli.Recordings;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions diff</c>.</summary>
internal sealed class DiffVerb
{
    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<string> _a = new("--a")
    {
        HelpName = "DLL[!TYPE]", Required = true,
        Description = "An assembly of yours, and the class in it that implements IReplayedActors: My.dll!My.Strategy.\n"
            + "Default: none, it has to be named; the class can be left out when there is one.",
    };

    private readonly Option<string> _b = new("--b")
    {
        HelpName = "DLL[!TYPE]", Required = true,
        Description = "What it is compared with: another class, or another build of it. Default: none, it has to be named.",
    };

    private readonly PartArguments _part = new();

    private readonly Option<bool> _all = new("--all") { Description = "Writes also the decisions and codes that are equal. Default: what differs." };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object per code on a line, and a summary on the last one. Default: plain lines.",
    };

    public DiffVerb(CliEnvironment environment)
    {
        Command = new Command("diff", "Plays a recording twice, in virtual time, with different actors for codes of yours, and writes per code what\n"
            + "differs in what they decided: '-' by the first only, '+' by the second only, '~' by both at different times. Exit code 0: no difference;\n"
            + "1: there is one, an actor has thrown, or Ctrl+C came before the end; 2: the request is impossible.")
        {
            _path, _a, _b,
        };
        foreach (var option in (Option[])[.. _part.Options, _all, _json]) Command.Options.Add(option);
        Command.SetAction((parsed, stop) => DiffRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private DiffRequest Request(ParseResult parsed)
    {
        var (codes, from, to) = _part.Read(parsed);
        return new DiffRequest(
            parsed.GetValue(_path)!, parsed.GetValue(_a)!, parsed.GetValue(_b)!, codes, from, to, parsed.GetValue(_json), parsed.GetValue(_all));
    }
}
