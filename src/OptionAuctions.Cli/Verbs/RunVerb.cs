using System.CommandLine;
using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions run</c>.</summary>
internal sealed class RunVerb
{
    private readonly CliEnvironment _environment;

    private readonly Option<IReadOnlyList<OptionCode>?> _codes = new("--codes")
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

    private readonly Option<TimeSpan?> _for = new("--for")
    {
        HelpName = "20s", CustomParser = Arguments.Duration,
        Description = "Ends by itself after this long, in ms, s, m or h. Default: at Ctrl+C.",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object per line on stdout. Default: a table in a terminal, else plain lines.",
    };

    public RunVerb(CliEnvironment environment)
    {
        _environment = environment;
        Command = new Command("run", "Follows codes and shows what changes, until --for is over or Ctrl+C.\n"
            + "Credentials: OptionAuctions__AppKeys__0__AppKey and …__AppSecret in the environment, or user secrets. Without\n"
            + "any, a simulated venue is started in the process, and its clock begins just before an opening call.");
        AddTo(Command);
    }

    public Command Command { get; }

    /// <summary>Adds this verb's options and its action to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_codes, .. _series.Options, _wsUrl, _approvalUrl, _for, _json]) command.Options.Add(option);
        command.SetAction((parsed, stop) => FeedRun.RunAsync(Request(parsed), _environment, stop));
    }

    private RunRequest Request(ParseResult parsed)
    {
        var (codes, series) = (parsed.GetValue(_codes), _series.Read(parsed));
        if (codes is not null && series is not null)
            throw new CliException("--codes and --underlying both say what to follow: name one of them", ExitCode.Usage);
        return new RunRequest(
            codes, series, _series.MasterFile(parsed), parsed.GetValue(_wsUrl), parsed.GetValue(_approvalUrl), parsed.GetValue(_for), parsed.GetValue(_json));
    }
}
