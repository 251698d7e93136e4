using System.Diagnostics;
using System.Threading.Channels;

namespace OptionAuctions.Hosting.Tests.Processes;

/// <summary><see cref="HostProgram"/> in a process of its own, with what it writes to the console.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("auctions-host-");
    private readonly Channel<string> _output = Channel.CreateBounded<string>(100_000);
    private readonly List<string> _lines = [];

    /// <summary>Starts the program with these variables in its environment, in a folder without settings.</summary>
    public HostProcess(params (string Name, string? Value)[] environment)
    {
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(dotnet, [typeof(HostProgram).Assembly.Location, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _home.FullName,
        };
        start.Environment["HOME"] = _home.FullName;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _ = Task.WhenAll(PumpAsync(_process.StandardOutput), PumpAsync(_process.StandardError)).ContinueWith(
            _ => _output.Writer.Complete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>The lines read so far; after <see cref="EndAsync"/>, all that it has written.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>Reads lines until one contains each of these texts.</summary>
    public async Task WrittenAsync(params string[] texts)
    {
        var missing = texts.ToHashSet();
        while (missing.Count > 0)
        {
            var line = await _output.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            _lines.Add(line);
            missing.RemoveWhere(line.Contains);
        }
    }

    /// <summary>Sends SIGTERM, as a supervisor of services does.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end of the process, reads the rest of the lines, and returns the exit code.</summary>
    /// <exception cref="TimeoutException">The process did not end within that time.</exception>
    public async Task<int> EndAsync(TimeSpan within)
    {
        await _process.WaitForExitAsync().WaitAsync(within);
        await foreach (var line in _output.Reader.ReadAllAsync()) _lines.Add(line);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    private async Task PumpAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line) await _output.Writer.WriteAsync(line);
    }
}
