using System.Globalization;

namespace OptionAuctions.Export.Files;

/// <summary>
/// The folder of an export. Files are written to a folder beside those of the tables and are moved when a whole table is there, so that a reader sees
/// the files of the export before, or those of this one.
/// </summary>
internal sealed class ExportFolder : IDisposable
{
    private const string Unfinished = ".unfinished", Lock = ".lock", Part = "part-*.parquet", Temporary = ".tmp"; // no *.parquet before it is whole

    private readonly string _root, _unfinished;
    private readonly FileStream _lock;

    private ExportFolder(string root, FileStream held) => (_root, _unfinished, _lock) = (root, Path.Combine(root, Unfinished), held);

    /// <summary>Opens the folder for one export; removes what one that was killed has left.</summary>
    /// <exception cref="ExportException">It cannot be written to, or another export writes to it.</exception>
    public static ExportFolder Open(string directory)
    {
        try
        {
            var root = Path.GetFullPath(directory);
            Directory.CreateDirectory(root);
            var folder = new ExportFolder(root, Held(root));
            folder.Clear();
            return folder;
        }
        catch (Exception cause) when (IsAboutFiles(cause))
        {
            throw Named(directory, cause, isAtStart: true);
        }
    }

    /// <summary>Returns the path of a file while it is written; its folder is there.</summary>
    public string Staged(string table, string partition, int part)
    {
        var folder = Path.Combine(_unfinished, table, partition);
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Name(part));
    }

    /// <summary>Moves the files of a table to their places, and removes those of an earlier export of the same days.</summary>
    /// <param name="table">The table.</param>
    /// <param name="days">The days that it has rows of.</param>
    /// <returns>The number and size of the files, and the number of those removed.</returns>
    public (int Files, long Bytes, int Removed) Publish(string table, IEnumerable<DateOnly> days)
    {
        var from = Path.Combine(_unfinished, table);
        if (!Directory.Exists(from)) return default;
        var (published, bytes) = (new HashSet<string>(StringComparer.Ordinal), 0L);
        foreach (var staged in Directory.EnumerateFiles(from, Part + Temporary, SearchOption.AllDirectories).ToArray())
        {
            var path = Path.Combine(_root, table, Path.GetRelativePath(from, staged)[..^Temporary.Length]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            bytes += new FileInfo(staged).Length;
            File.Move(staged, path, overwrite: true);
            published.Add(path);
        }

        return (published.Count, bytes, days.Sum(day => RemoveOthers(Path.Combine(_root, table, PartitionKey.DayFolder(day)), published)));
    }

    /// <summary>Runs something that writes, with the exceptions of the file system as one that names the folder.</summary>
    public static T Naming<T>(string directory, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception cause) when (IsAboutFiles(cause))
        {
            throw Named(directory, cause);
        }
    }

    /// <summary>True for an exception of the file system that has no name of ours yet.</summary>
    public static bool IsAboutFiles(Exception cause) => cause is (IOException or UnauthorizedAccessException or NotSupportedException) and not ExportException;

    /// <summary>Returns the exception that names the folder.</summary>
    public static ExportException Named(string directory, Exception cause, bool isAtStart = false) =>
        new($"the export cannot be written to '{directory}': {cause.Message.ReplaceLineEndings(" ")}", cause) { IsAtStart = isAtStart };

    /// <summary>Removes what is not finished.</summary>
    public void Dispose()
    {
        try
        {
            Clear();
        }
        catch (Exception cause) when (IsAboutFiles(cause))
        {
            // the next export tries it again
        }

        _lock.Dispose();
    }

    private static FileStream Held(string root)
    {
        var path = Path.Combine(root, Lock);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new ExportException($"another export writes to '{root}'") { IsAtStart = true };
        }
    }

    private static string Name(int part) => string.Create(CultureInfo.InvariantCulture, $"part-{part:0000}.parquet{Temporary}");

    private static int RemoveOthers(string day, HashSet<string> published)
    {
        var others = Directory.EnumerateFiles(day, Part, SearchOption.AllDirectories).Where(path => !published.Contains(path)).ToArray();
        foreach (var path in others) File.Delete(path);
        foreach (var partition in Directory.EnumerateDirectories(day).Where(folder => !Directory.EnumerateFileSystemEntries(folder).Any()).ToArray())
            Directory.Delete(partition);
        return others.Length;
    }

    private void Clear()
    {
        if (Directory.Exists(_unfinished)) Directory.Delete(_unfinished, recursive: true);
    }
}
