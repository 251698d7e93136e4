using System.CommandLine;
using OptionAuctions.Cli.Histories;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions history</c>.</summary>
internal sealed class HistoryVerb
{
    private const int DefaultDays = 20, MostDays = 10_000;

    private readonly Argument<string?> _of = new("OF")
    {
        Arity = ArgumentArity.ZeroOrOne, Description = "Symbol or name of a stock, with everything that is written on it, or a code.",
    };

    private readonly Option<int?> _days = new("--days")
    {
        HelpName = "N", CustomParser = argument => Arguments.Whole(1, MostDays)(argument), Description = "The newest days that the history has. Default: 20.",
    };

    private readonly Option<IReadOnlyList<CallKind>?> _calls = new("--calls")
    {
        HelpName = "A,B", CustomParser = Arguments.Calls, Description = "Calls to show: opening, intraday, closing. Default: all.",
    };

    private readonly Option<string?> _import = new("--import")
    {
        HelpName = "PATH", Description = "A recording, a file or a folder, whose calls are taken into the history first; twice changes nothing. Default: none.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per call on stdout. Default: a line per code and call." };

    private readonly HistoryArguments _target = new(
        new Option<string?>("--db") { HelpName = "FILE", Description = "A history in a SQLite file. Default: history.db in OptionAuctions:StateDirectory." },
        "--postgres");

    public HistoryVerb(CliEnvironment environment)
    {
        Command = new Command("history", "Shows the call auctions of a stock or a code, day by day: the final or last price as a row of blocks, and the\n"
            + "figures of the newest day. Filled by --import, and by 'auctions run --history'.")
        {
            _of, _days, _calls, _import, _json,
        };
        foreach (var option in _target.Options) Command.Options.Add(option);
        Command.SetAction((parsed, stop) => HistoryRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private HistoryRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_of), parsed.GetValue(_days) ?? DefaultDays, parsed.GetValue(_calls) ?? [], _target.Read(parsed) ?? new HistoryTarget(null),
        parsed.GetValue(_import), parsed.GetValue(_json));
}
