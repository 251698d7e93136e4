using Microsoft.Extensions.Configuration;
using OptionAuctions.Venue;
using Spectre.Console;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The command line in this process: its own writers, its own environment, no console and no user secrets.</summary>
public sealed class CliRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _code;

    private CliRun(string[] args, Dictionary<string, string?> environment, TimeProvider time, IAnsiConsole? screen, TextWriter? output, string? config)
    {
        var around = new CliEnvironment
        {
            Out = output ?? Out, Error = Error, Time = time, Screen = screen,
            Sources = sources => sources.AddInMemoryCollection(environment.ToDictionary(entry => entry.Key.Replace("__", ":"), entry => entry.Value)),
        };
        if (config is not null) around = around with { ConfigDirectory = config };
        _code = Task.Run(() => AuctionsCli.RunAsync(args, around, _stop.Token));
    }

    public LineLog Out { get; } = new();

    public LineLog Error { get; } = new();

    public string Said => $"{Out.Text}\n{Error.Text}";

    /// <summary>The exit code, once it ends by itself.</summary>
    public Task<int> Code => _code.WaitAsync(Patience);

    public static CliRun Start(
        string[] args, Dictionary<string, string?>? environment = null, TimeProvider? time = null,
        IAnsiConsole? screen = null, TextWriter? output = null, string? config = null) =>
        new(args, environment ?? [], time ?? TimeProvider.System, screen, output, config);

    /// <summary>As somebody who runs against a venue that listens already.</summary>
    public static CliRun Follow(VenueServer venue, string codes, Dictionary<string, string?>? environment = null, params string[] more) =>
        Start([.. Following(venue, codes), .. more], environment ?? Account());

    /// <summary>The words for it.</summary>
    public static string[] Following(VenueServer venue, string codes) =>
        ["run", "--ws-url", venue.WebSocketUrl.ToString(), "--approval-url", venue.ApprovalUrl.ToString(), "--codes", codes];

    /// <summary>Credentials in the environment, nobody far away to send them to, and no waiting where a real venue needs some.</summary>
    public static Dictionary<string, string?> Account(string key = "any-key", string secret = "any-secret") => new()
    {
        ["OptionAuctions__AppKeys__0__AppKey"] = key,
        ["OptionAuctions__AppKeys__0__AppSecret"] = secret,
        ["OptionAuctions__WsUrl"] = "ws://127.0.0.1:9/tryitout",
        ["OptionAuctions__ApprovalUrl"] = "http://127.0.0.1:9",
        ["OptionAuctions__MasterFile"] = "", // the shipped one grows older than it may be
        ["OptionAuctions__Connection__RequestPace"] = "00:00:00",
        ["OptionAuctions__Dialing__ReconnectMin"] = "00:00:00.050",
        ["OptionAuctions__Dialing__ReconnectMax"] = "00:00:00.200",
    };

    /// <summary>What Ctrl+C does.</summary>
    public async Task<int> InterruptAsync()
    {
        await _stop.CancelAsync();
        return await Code;
    }

    public async ValueTask DisposeAsync()
    {
        await InterruptAsync();
        _stop.Dispose();
    }
}
