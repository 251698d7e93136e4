using System.Globalization;
using OptionAuctions.Cli.Running;
using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The recording of a run: a recorder of the messages of its feeds.</summary>
internal sealed class RunRecording : IAsyncDisposable
{
    private readonly MessageRecorder _recorder;
    private readonly string _folder;

    private RunRecording(MessageRecorder recorder, string folder) => (_recorder, _folder) = (recorder, folder);

    /// <summary>The counters.</summary>
    public RecorderCounts Counts => _recorder.Counts;

    /// <summary>Begins a recording.</summary>
    /// <param name="folder">The folder of the files.</param>
    /// <param name="plan">The plan of the run, from which the files take what is needed to read them later.</param>
    /// <param name="environment">Receives the sentences about a disk that takes nothing.</param>
    /// <param name="time">The clock of the venue.</param>
    /// <exception cref="CliException">The folder cannot be written to.</exception>
    public static RunRecording Begin(string folder, RunPlan plan, CliEnvironment environment, TimeProvider time)
    {
        var path = Path.GetFullPath(folder);
        var files = RecordingHead.Of(plan.Options, plan.Reference, plan.Codes);
        try
        {
            var options = new RecorderOptions { Directory = path, Files = () => files };
            return new RunRecording(new MessageRecorder(options, time, said => environment.Error.WriteLine($"auctions: warning: {said}")), path);
        }
        catch (IOException cause)
        {
            throw new CliException(cause.Message.ReplaceLineEndings(" "), ExitCode.Usage);
        }
    }

    /// <summary>Records what a feed of these options receives.</summary>
    public void Follow(FeedOptions options) => options.MessageReceived += _recorder.Record;

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
    public ValueTask DisposeAsync() => _recorder.DisposeAsync();
}
