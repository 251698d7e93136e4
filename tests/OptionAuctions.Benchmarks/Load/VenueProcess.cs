using System.Diagnostics;
using System.Globalization;

namespace OptionAuctions.Benchmarks.Load;

/// <summary>The venue as a process of its own: what it takes to send is not on the contenders' bill.</summary>
internal sealed class VenueProcess : IDisposable
{
    private readonly Process _process;

    private VenueProcess(Process process) => _process = process;

    public static VenueProcess Start() => new(Process.Start(Self.With(VenueServant.Verb))!);

    /// <summary>Opens a venue whose codes are spread over so many sessions, and which sends keep-alives, or none.</summary>
    public async Task<Endpoint> OpenAsync(int codes, int sessions = 1, TimeSpan? keepAlive = null)
    {
        var silence = (keepAlive ?? VenueServant.Never).TotalSeconds;
        var words = (await AskAsync(FormattableString.Invariant($"open {codes} {(codes + sessions - 1) / sessions} {silence}"))).Split(' ');
        return new Endpoint(int.Parse(words[0], CultureInfo.InvariantCulture), new Uri(words[1]), new Uri(words[2]), sessions, Endpoint.MakeUp(codes));
    }

    /// <summary>Sends each session so many records, as fast as they are read or so many a second.</summary>
    /// <param name="venue">The venue.</param>
    /// <param name="perFrame">Records of a message.</param>
    /// <param name="recordsPerSession">Records in all.</param>
    /// <param name="perSecondAndSession">Records a second; 0: as fast as they are read.</param>
    /// <param name="writeEvery">At a rate, what is due leaves so often; <see langword="null"/>: each frame when it is due.</param>
    public async Task<Sent> LoadAsync(Endpoint venue, int perFrame, long recordsPerSession, long perSecondAndSession = 0, TimeSpan? writeEvery = null)
    {
        var frames = Math.Max(1.0, perSecondAndSession / (double)perFrame);
        var microseconds = Math.Clamp((long)(writeEvery ?? TimeSpan.FromSeconds(1 / frames)).TotalMicroseconds, 1, 1_000_000);
        var order = FormattableString.Invariant($"load {venue.Id} {perFrame} {perSecondAndSession} {recordsPerSession} {microseconds}");
        var words = (await AskAsync(order)).Split(' ');
        return new Sent(long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Sends one record as soon as a session has a registration.</summary>
    public Task SendFirstAsync(Endpoint venue) => AskAsync(FormattableString.Invariant($"first {venue.Id}"));

    /// <summary>What a venue sent since it was opened, by code.</summary>
    public async Task<Dictionary<Instrument, long>> SentAsync(Endpoint venue) =>
        (await AskAsync(FormattableString.Invariant($"sent {venue.Id}"))).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('='))
        .ToDictionary(pair => new Instrument(pair[0]), pair => long.Parse(pair[1], CultureInfo.InvariantCulture));

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private async Task<string> AskAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
        return await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the venue's process has ended");
    }
}

/// <summary>What was sent.</summary>
/// <param name="Began">Timestamp of the monotonic clock, which all processes of a machine share.</param>
/// <param name="Records">How many.</param>
internal readonly record struct Sent(long Began, long Records);
