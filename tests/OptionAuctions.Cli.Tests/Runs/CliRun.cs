using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Output;
using OptionAuctions.Venue;
using Spectre.Console;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The command line in this process: its own writers, its own environment, no console and no user secrets.</summary>
public sealed class CliRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task<int> _code;

    private CliRun(
        string[] args, Dictionary<string, string?> environment, TimeProvider time, IAnsiConsole? screen, string? config, Stream? output, Stream? error,
        int capacity, bool isTerminal)
    {
        var results = new OutputQueue(output ?? new LineStream(Out), QueueKind.Waits, capacity: capacity);
        var around = new CliEnvironment
        {
            Out = results, Error = new OutputQueue(error ?? new LineStream(Error), QueueKind.Drops, capacity: capacity), Time = time,
            Screen = isTerminal ? Terminal(results) : screen,
            Sources = sources => sources.AddInMemoryCollection(environment.ToDictionary(entry => entry.Key.Replace("__", ":"), entry => entry.Value)),
        };
        if (config is not null) around = around with { ConfigDirectory = config };
        _code = Task.Run(() => AuctionsCli.RunAsync(args, around, _stop.Token));
    }

    /// <summary>An environment for what writes nothing.</summary>
    internal static CliEnvironment Nowhere { get; } = new()
    {
        Out = new OutputQueue(Stream.Null, QueueKind.Waits), Error = new OutputQueue(Stream.Null, QueueKind.Drops), Sources = _ => { },
    };

    public LineLog Out { get; } = new();

    public LineLog Error { get; } = new();

    public string Said => $"{Out.Text}\n{Error.Text}";

    /// <summary>The exit code, once it ends by itself.</summary>
    public Task<int> Code => _code.WaitAsync(Patience);

    /// <summary>Starts a command.</summary>
    /// <param name="args">What is typed.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="time">The clock of real time.</param>
    /// <param name="screen">The terminal; it writes by itself.</param>
    /// <param name="config">The folder of the configuration.</param>
    /// <param name="output">Standard output instead of <see cref="Out"/>.</param>
    /// <param name="error">Standard error instead of <see cref="Error"/>.</param>
    /// <param name="capacity">Bytes that may wait for each of them.</param>
    /// <param name="isTerminal">True when standard output is a terminal.</param>
    public static CliRun Start(
        string[] args, Dictionary<string, string?>? environment = null, TimeProvider? time = null, IAnsiConsole? screen = null, string? config = null,
        Stream? output = null, Stream? error = null, int capacity = 1 << 20, bool isTerminal = false) =>
        new(args, environment ?? [], time ?? TimeProvider.System, screen, config, output, error, capacity, isTerminal);

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

    /// <summary>What Ctrl+C does, without waiting for the end.</summary>
    public Task RequestStopAsync() => _stop.CancelAsync();

    /// <summary>What Ctrl+C does.</summary>
    public async Task<int> InterruptAsync()
    {
        await RequestStopAsync();
        return await Code;
    }

    public async ValueTask DisposeAsync()
    {
        await InterruptAsync();
        _stop.Dispose();
    }

    private static IAnsiConsole Terminal(OutputQueue output) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Out = new TerminalOutput(output),
    });
}
