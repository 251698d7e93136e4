using System.Globalization;
using OptionAuctions.Export.Files;
using OptionAuctions.Export.Tables;
using OptionAuctions.Recording;

namespace OptionAuctions.Export;

/// <summary>One export, table after table.</summary>
/// <param name="folder">The folder of the export.</param>
/// <param name="options">The options.</param>
internal sealed class ExportRun(ExportFolder folder, ExportOptions options)
{
    private readonly List<ExportedTable> _tables = [];
    private readonly List<string> _problems = [];

    /// <summary>The tables that are whole.</summary>
    public IReadOnlyList<ExportedTable> Tables => _tables;

    /// <summary>What is wrong with the recording, each sentence once.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.Distinct()];

    /// <summary>Exports a recording.</summary>
    public async Task RunAsync(RecordingReader recording, CancellationToken stop)
    {
        string[] files = [.. recording.Files.Where(IsReadable)];
        if (files.Length == 0) return;
        var readable = RecordingReader.OpenFiles(files);
        var (instruments, notes, total) = (Instruments.Of(readable, _problems), Notes(files), readable.ReadSummary()?.Messages);
        if ((options.Tables & (ExportTables.Messages | ExportTables.Records)) != 0)
        {
            await using var pass = new MessageExport(folder, options, instruments, notes);
            _tables.AddRange(await pass.RunAsync(readable.Read(), total, stop).ConfigureAwait(false));
            _problems.AddRange(readable.Problems);
        }

        if ((options.Tables & (ExportTables.Revisions | ExportTables.History)) != 0)
        {
            await using var replay = new ReplayExport(folder, options, instruments, notes);
            _tables.AddRange(await replay.RunAsync(readable, total, stop).ConfigureAwait(false));
            _problems.AddRange(readable.Problems);
        }
    }

    /// <summary>Decides whether a file is a recording; where it is none, the others are exported all the same.</summary>
    private bool IsReadable(string path)
    {
        try
        {
            if (new FileInfo(path).Length == 0) throw new IOException("empty, or no regular file"); // to open a pipe is to wait for its writer
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new McapReader(file);
            foreach (var _ in reader.ReadAll()) break;
            return true;
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{Path.GetFileName(path)}: {cause.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }

    private static Dictionary<string, string> Notes(string[] files) => new()
    {
        ["option-auctions.version"] = typeof(RecordingExport).Assembly.GetName().Version?.ToString(3) ?? "",
        ["option-auctions.recording"] = string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileName(files[0])} to {Path.GetFileName(files[^1])}, files: {files.Length}"),
    };
}
