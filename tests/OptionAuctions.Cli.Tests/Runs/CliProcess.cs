using System.Diagnostics;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The program as people start it: a process of its own, with a home in which there are no user secrets.</summary>
public sealed class CliProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("auctions-home-");
    private readonly Task _output, _errors;
    private volatile bool _reading = true;

    private CliProcess(string[] args, Dictionary<string, string?> environment)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [Path.Combine(AppContext.BaseDirectory, "auctions.dll"), .. args])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment["HOME"] = _home.FullName;
        foreach (var (key, value) in environment) start.Environment[key] = value;
        _process = Process.Start(start)!;
        _output = PumpAsync(_process.StandardOutput, Out);
        _errors = PumpAsync(_process.StandardError, Error);
    }

    public LineLog Out { get; } = new();

    public LineLog Error { get; } = new();

    public static CliProcess Start(string[] args, Dictionary<string, string?>? environment = null) => new(args, environment ?? []);

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
            while (await from.ReadLineAsync() is { } line) to.WriteLine(line);
        }
        catch (Exception) when (!_reading)
        {
            // closed on purpose
        }
    }
}
