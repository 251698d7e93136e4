using System.Diagnostics;
using System.Globalization;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Idle;

/// <summary>A process with a contender in it, and the venue that it is connected to.</summary>
internal sealed class IdleProcess : IDisposable
{
    private readonly Process _process;

    private IdleProcess(Process process, Endpoint venue) => (_process, Venue) = (process, venue);

    public Endpoint Venue { get; }

    /// <summary>Starts one; it is connected and registered.</summary>
    public static async Task<IdleProcess> StartAsync(VenueProcess process, HostSetting setting, TimeSpan? keepAlive = null)
    {
        var venue = await process.OpenAsync(IdleChild.Codes, keepAlive: keepAlive);
        string[] akka = setting.Akka.Length > 0 ? [setting.Akka] : [];
        var start = Self.With([IdleChild.Verb, setting.Contender, venue.WebSocket.ToString(), venue.Approval.ToString(), .. akka]);
        if (setting.Variable is { } variable) start.Environment[variable.Name] = variable.Value;
        var child = new IdleProcess(Process.Start(start)!, venue);
        CheckCollector(await child.AnswerAsync(), setting);
        return child;
    }

    /// <summary>Measures from now on, until <see cref="EndAsync"/>.</summary>
    public Task BeginAsync() => SayAsync("begin");

    public async Task<Idleness> EndAsync()
    {
        await SayAsync("end");
        double[] numbers = [.. (await AnswerAsync()).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new Idleness(numbers[0], numbers[1], numbers[2], numbers[3], (long)numbers[4]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    /// <summary>A variable that the runtime does not know is ignored by it; of two of them the process can tell.</summary>
    private static void CheckCollector(string said, HostSetting setting)
    {
        var expected = setting.Variable?.Name switch { "DOTNET_gcServer" => "server", "DOTNET_gcConcurrent" => "Batch", _ => "workstation Interactive" };
        if (!said.Contains(expected, StringComparison.Ordinal))
            throw new InvalidOperationException($"{setting.Name}: the process has another collector: {said}");
    }

    private async Task SayAsync(string word)
    {
        await _process.StandardInput.WriteLineAsync(word);
        await _process.StandardInput.FlushAsync();
    }

    private async Task<string> AnswerAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the process has ended");
}

/// <summary>What a process did in a stretch of time.</summary>
/// <param name="Percent">CPU, of one core.</param>
/// <param name="Median">Microseconds from receive to its subscriber, half of all changes.</param>
/// <param name="Late">The same, at one of a hundred worst.</param>
/// <param name="Mebibytes">Memory that is in use by it at the end, resident.</param>
/// <param name="Changes">Changes that its subscriber received meanwhile.</param>
internal readonly record struct Idleness(double Percent, double Median, double Late, double Mebibytes, long Changes);
