using System.Diagnostics;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The program as people start it: a process of its own, with a home in which there are no user secrets.</summary>
public sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "auctions.dll");

    private readonly Process _process;
    private readonly DirectoryInfo _home;
    private readonly Task _errors;
    private readonly Task _output;
    private volatile bool _reading = true;

    private CliProcess(string command, IEnumerable<string> args, Dictionary<string, string?> environment, DirectoryInfo? home, bool isRead)
    {
        _home = home ?? Directory.CreateTempSubdirectory("auctions-home-");
        var start = new ProcessStartInfo(command, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["HOME"] = _home.FullName;
        foreach (var (key, value) in environment) start.Environment[key] = value;
        _process = Process.Start(start)!;
        _output = isRead ? PumpAsync(_process.StandardOutput, Out) : Task.CompletedTask;
        _errors = PumpAsync(_process.StandardError, Error);
    }

    public LineLog Out { get; } = new();

    public LineLog Error { get; } = new();

    public static CliProcess Start(string[] args, Dictionary<string, string?>? environment = null, DirectoryInfo? home = null, bool isRead = true) =>
        new(Dotnet, [Program, .. args], environment ?? [], home, isRead);

    /// <summary>Starts it by a shell, which redirects its streams.</summary>
    /// <param name="command">Arguments and redirections, as they are typed.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="before">What the shell does before.</param>
    public static CliProcess Shell(string command, Dictionary<string, string?>? environment = null, string before = "") =>
        new("/bin/sh", ["-c", $"{before} exec '{Dotnet}' '{Program}' {command}"], environment ?? [], home: null, isRead: true);

    /// <summary>Sends a signal by its name, as a terminal or a supervisor does.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Leaves as <c>head</c> does when it has enough.</summary>
    public void StopReading()
    {
        _reading = false;
        _process.StandardOutput.BaseStream.Dispose();
    }

    /// <summary>Reads what is left in the pipe.</summary>
    public Task ReadOutAsync() => PumpAsync(_process.StandardOutput, Out);

    public async Task<int> CodeAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _errors;
        if (_reading) await _output;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task PumpAsync(StreamReader from, LineLog to)
    {
        try
        {
            var text = new char[4096];
            while (await from.ReadAsync(text) is > 0 and var count) to.Write(new string(text, 0, count));
        }
        catch (Exception) when (!_reading)
        {
            // closed on purpose
        }
    }
}
