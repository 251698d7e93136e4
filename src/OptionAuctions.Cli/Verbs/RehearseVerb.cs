using System.CommandLine;
using OptionAuctions.Cli.Rehearsing;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions rehearse</c>.</summary>
internal sealed class RehearseVerb
{
    private readonly Option<IReadOnlyList<Instrument>?> _stocks = new("--stocks")
    {
        HelpName = "A,B", CustomParser = Arguments.Stocks, Description = "Stocks to register, five at most. Default: 005930,000660.",
    };

    private readonly Option<Uri?> _wsUrl = new("--ws-url")
    {
        HelpName = "ws://…", CustomParser = Arguments.Url("ws", "wss"),
        Description = "WebSocket to dial, of the paper host or on this machine. Default: ws://ops.koreainvestment.com:31000/tryitout.",
    };

    private readonly Option<Uri?> _approvalUrl = new("--approval-url")
    {
        HelpName = "https://…", CustomParser = Arguments.Url("https", "http"),
        Description = "Host that issues approval keys, of the same venue.\nDefault: https://openapivts.koreainvestment.com:29443.",
    };

    private readonly Option<TimeSpan?> _for = new("--for")
    {
        HelpName = "60s", CustomParser = Arguments.Duration,
        Description = "Longest wait for the first records, and as long for PINGPONG. Default: 60s.",
    };

    private readonly Option<string?> _raw = new("--raw")
    {
        HelpName = "FILE",
        Description = "New file for the messages as received, without keys. Default: rehearsal-<time>.log in the state folder.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per line on stdout. Default: a line for each step." };

    public RehearseVerb(CliEnvironment environment)
    {
        Command = new Command("rehearse", "Goes through one session at the venue's paper host (모의투자), with the order book and the trades of stocks, and\n"
            + "reports each step; then takes the slot once more. Credentials as for 'run', of a paper account. It dials twice,\n"
            + "within the same dial budget. Best between 09:00 and 15:20 KST. Exit code 0 when every step is ok.")
        {
            _stocks, _wsUrl, _approvalUrl, _for, _raw, _json,
        };
        Command.SetAction((parsed, stop) => RehearsalRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private RehearsalRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_stocks), parsed.GetValue(_wsUrl), parsed.GetValue(_approvalUrl), parsed.GetValue(_for), parsed.GetValue(_raw), parsed.GetValue(_json));
}
