using System.Globalization;
using OptionAuctions.Recording;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The progress of a replay that takes longer than two seconds, on stderr: a line now and then, with the rate and the time that is left.</summary>
/// <param name="environment">The clock and stderr.</param>
/// <param name="summary">What the recording says of itself; <see langword="null"/>: the time that is left is not known.</param>
/// <param name="options">The part that is played.</param>
/// <param name="name">Which of several replays it is; empty when there is one.</param>
internal sealed class ReplayProgress(CliEnvironment environment, RecordingSummary? summary, ReplayOptions options, string name = "")
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2), Every = TimeSpan.FromSeconds(5);

    private readonly long _began = environment.Time.GetTimestamp();
    private TimeSpan _saidAt;
    private long _saidOf;

    /// <summary>Says how far it is, if it has not for a while.</summary>
    public void Report(in ReplayTotals totals)
    {
        var elapsed = environment.Time.GetElapsedTime(_began);
        if (elapsed < (_saidAt == default ? First : _saidAt + Every)) return;
        var rate = (totals.Messages - _saidOf) / (elapsed - _saidAt).TotalSeconds;
        var left = Share(totals) is var share and > 0 and <= 1
            ? string.Create(CultureInfo.InvariantCulture, $", {share:0 %}, {Rounded(elapsed * ((1 - share) / share)):h\\:mm\\:ss} left")
            : "";
        environment.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"auctions: {name}at {totals.Last:HH:mm:ss} of the recording, {totals.Messages:N0} messages, {rate:N0} a second{left}"));
        (_saidAt, _saidOf) = (elapsed, totals.Messages);
    }

    /// <summary>The share that is played, 0 to 1: of the messages, or, of a part or at a given speed, of the time span.</summary>
    private double Share(in ReplayTotals totals)
    {
        if (summary is not { First: { } first, Last: { } last }) return 0;
        if (options is { From: null, To: null, Speed: null }) return (double)totals.Messages / summary.Messages;
        if (options.From > first) first = options.From.Value;
        if (options.To < last) last = options.To.Value;
        return last > first && totals.Last is { } at ? (at - first) / (last - first) : 0;
    }

    private static TimeSpan Rounded(TimeSpan left) => TimeSpan.FromSeconds(Math.Ceiling(left.TotalSeconds));
}
