using System.CommandLine;
using OptionAuctions.Cli.Running;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions run</c>.</summary>
internal sealed class RunVerb
{
    private const double LeastSpeed = 0.1, MostSpeed = 100; // beyond it a second of this machine is longer than the venue's time limits

    private readonly CliEnvironment _environment;

    private readonly Option<IReadOnlyList<Instrument>?> _codes = new("--codes")
    {
        HelpName = "A,B,C", CustomParser = Arguments.Codes,
        Description = "Codes to follow, in order of importance. Default: those of config/codes.txt.",
    };

    private readonly SeriesArguments _series = new("the codes configured");

    private readonly Option<Uri?> _wsUrl = new("--ws-url")
    {
        HelpName = "ws://…", CustomParser = Arguments.Url("ws", "wss"),
        Description = "WebSocket to dial; needs credentials. Default: ws://ops.koreainvestment.com:21000/tryitout.",
    };

    private readonly Option<Uri?> _approvalUrl = new("--approval-url")
    {
        HelpName = "https://…", CustomParser = Arguments.Url("https", "http"),
        Description = "Host that issues approval keys; http towards loopback only.\nDefault: https://openapi.koreainvestment.com:9443.",
    };

    private readonly Option<string?> _scenario = new("--scenario")
    {
        HelpName = "NAME",
        Description = "Faults of the simulated venue: a name from 'auctions venue --list', or a file of your own. Default: calm, nothing goes wrong.",
    };

    private readonly Option<double?> _speed = new("--speed")
    {
        HelpName = "X", CustomParser = argument => Arguments.Number(LeastSpeed, MostSpeed)(argument),
        Description = "Seconds of the simulated venue's clock per second; 60: a whole opening call in twenty seconds. Default: 1.",
    };

    private readonly Option<double?> _gap = new("--gap")
    {
        HelpName = "PERCENT", CustomParser = Arguments.Gap,
        Description = "Percent by which every stock of the simulated venue opens above its previous close, or below it with a minus. Default: a small one.",
    };

    private readonly Option<bool> _loop = new("--loop")
    {
        Description = "Goes on to the simulated venue's next call auction when one is over. Default: waits for it.",
    };

    private readonly Option<TimeSpan?> _for = new("--for")
    {
        HelpName = "20s", CustomParser = Arguments.Duration,
        Description = "Ends by itself after this long, in ms, s, m or h. Default: at Ctrl+C.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object per line on stdout. Default: a table in a terminal, else plain lines.",
    };

    private readonly Option<bool> _slots = new("--slots")
    {
        Description = "At the end, who has which slot of which app key, and why the others have none. Default: not written.",
    };

    private readonly Option<string?> _record = new("--record")
    {
        HelpName = "DIR",
        Description = "Folder in which each message of the venue is recorded as well, as it was received. Default: nothing is recorded.",
    };

    private readonly HistoryArguments _history = new(
        new Option<string?>("--history")
        {
            HelpName = "[FILE]", Arity = ArgumentArity.ZeroOrOne,
            Description = "Stores the calls that are over in a history, a SQLite file; without FILE in history.db, of a simulated venue in\n"
                + "history-simulated.db, of OptionAuctions:StateDirectory. Default: no history.",
        },
        "--history-postgres");

    public RunVerb(CliEnvironment environment)
    {
        _environment = environment;
        Command = new Command("run", "Follows codes and shows what changes, until --for is over or Ctrl+C.\n"
            + "Credentials: OptionAuctions__AppKeys__0__AppKey and …__AppSecret in the environment, or user secrets. Without\n"
            + "any, a simulated venue is started in the process, and its clock begins just before an opening call.");
        AddTo(Command);
    }

    public Command Command { get; }

    /// <summary>The options that say what is followed, where, and for how long.</summary>
    public IReadOnlyList<Option> FeedOptions => [_codes, .. _series.Options, _wsUrl, _approvalUrl, _scenario, _speed, _gap, _loop, _for, _json];

    /// <summary>Adds this verb's options and its action to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[.. FeedOptions, _slots, _record, .. _history.Options]) command.Options.Add(option);
        command.SetAction((parsed, stop) => FeedRun.RunAsync(Request(parsed), _environment, stop));
    }

    /// <summary>Returns what was requested.</summary>
    /// <exception cref="CliException">Two options contradict each other.</exception>
    public RunRequest Request(ParseResult parsed)
    {
        var (codes, series) = (parsed.GetValue(_codes), _series.Read(parsed));
        if (codes is not null && series is not null)
            throw new CliException("--codes and --underlying both say what to follow: name one of them", ExitCode.Usage);
        return new RunRequest(
            codes, series, _series.MasterFile(parsed), parsed.GetValue(_wsUrl), parsed.GetValue(_approvalUrl), parsed.GetValue(_for), parsed.GetValue(_json))
        {
            Venue = Venue(parsed), Slots = parsed.GetValue(_slots), RecordTo = parsed.GetValue(_record), History = _history.Read(parsed),
        };
    }

    private VenueRequest Venue(ParseResult parsed)
    {
        var (scenario, speed, gap, loop) = (parsed.GetValue(_scenario), parsed.GetValue(_speed), parsed.GetValue(_gap), parsed.GetValue(_loop));
        return new VenueRequest
        {
            Scenario = scenario is null ? Scenario.Calm : VenueFiles.Scenario(scenario), Speed = speed ?? 1, Gap = gap, Loop = loop,
            Option = scenario is not null ? _scenario.Name : speed is not null ? _speed.Name : gap is not null ? _gap.Name : loop ? _loop.Name : null,
        };
    }
}
