using System.Globalization;
using OptionAuctions.Cli.Running;
using OptionAuctions.Hosting;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The recording of a run: that of the messages of its feeds, with the counts of it as a sentence.</summary>
internal sealed class RunRecording : IAsyncDisposable
{
    private const string SimulatedSource = "a simulated venue";

    private readonly FeedRecording _recording;
    private readonly string _folder;

    private RunRecording(FeedRecording recording, string folder) => (_recording, _folder) = (recording, folder);

    /// <summary>The counters.</summary>
    public RecorderCounts Counts => _recording.Counts;

    /// <summary>Begins a recording.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="plan">The plan of the run, from which the files take what is needed to read them later.</param>
    /// <param name="restores">True for a run that shows auctions, which then go on from what was recorded earlier on the same day.</param>
    /// <param name="environment">Receives the sentences about a disk that takes nothing.</param>
    /// <param name="time">The clock of the venue.</param>
    /// <exception cref="CliException">The folder cannot be written to.</exception>
    public static RunRecording Begin(string folder, RunPlan plan, bool restores, CliEnvironment environment, TimeProvider time)
    {
        var path = Path.GetFullPath(folder);
        try
        {
            var recorder = new RecorderOptions { Directory = path, Source = plan.OnSimulatedVenue ? SimulatedSource : null };
            return new RunRecording(FeedRecording.Begin(recorder, plan.Options, plan.Reference, time, Say, restores), path);
        }
        catch (IOException cause)
        {
            throw new CliException(cause.Message.ReplaceLineEndings(" "), ExitCode.Usage);
        }

        void Say(string sentence) => environment.Error.WriteLine($"auctions: warning: {sentence}");
    }

    /// <inheritdoc cref="FeedRecording.Follow"/>
    public void Follow(FeedOptions options) => _recording.Follow(options);

    /// <summary>The counters as a sentence.</summary>
    public string Text
    {
        get
        {
            var (received, written, skipped, bytes, files, _) = Counts;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{received:N0} messages received, {written:N0} recorded, {skipped:N0} skipped; {bytes:N0} bytes in {files} file{(files == 1 ? "" : "s")} in {_folder}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _recording.DisposeAsync();
}
