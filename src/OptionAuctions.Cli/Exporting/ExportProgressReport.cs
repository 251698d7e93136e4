using System.Globalization;
using OptionAuctions.Export;

namespace OptionAuctions.Cli.Exporting;

/// <summary>The progress of an export that takes longer than two seconds, on stderr: a line now and then, with the rate and the time that is left.</summary>
/// <param name="environment">The clock and stderr.</param>
internal sealed class ExportProgressReport(CliEnvironment environment)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2), Every = TimeSpan.FromSeconds(5);

    private string? _step;
    private long _began = environment.Time.GetTimestamp();
    private TimeSpan _saidAt;
    private long _saidOf;

    /// <summary>Says how far it is, if it has not for a while. Rate and time that is left are those of the pass that runs.</summary>
    public void Report(ExportProgress progress)
    {
        if (_step is not null && _step != progress.Step) (_began, _saidAt, _saidOf) = (environment.Time.GetTimestamp(), default, 0);
        _step = progress.Step;
        var elapsed = environment.Time.GetElapsedTime(_began);
        if (elapsed < (_saidAt == default ? First : _saidAt + Every)) return;
        var rate = (progress.Messages - _saidOf) / (elapsed - _saidAt).TotalSeconds;
        environment.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"auctions: {progress.Step}: {progress.Messages:N0} messages, {rate:N0} a second{Left(progress, elapsed)}"));
        (_saidAt, _saidOf) = (elapsed, progress.Messages);
    }

    private static string Left(ExportProgress progress, TimeSpan elapsed)
    {
        if (progress is not { Total: > 0 and var total, Messages: > 0 and var messages } || messages > total) return "";
        var left = TimeSpan.FromSeconds(Math.Ceiling((elapsed * ((double)(total - messages) / messages)).TotalSeconds));
        return string.Create(CultureInfo.InvariantCulture, $", {(double)messages / total:0 %}, {left:h\\:mm\\:ss} left");
    }
}
