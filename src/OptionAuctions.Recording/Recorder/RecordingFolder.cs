using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>The files of recordings in a folder: <c>auctions-20261130-084000-001.mcap</c>, so that the order of the names is that of time.</summary>
internal static class RecordingFolder
{
    public const string Extension = ".mcap";

    private const string DayForm = "yyyyMMdd", TimeForm = "HHmmss";
    private const int MostInASecond = 999;

    /// <summary>Returns a path that no file has.</summary>
    /// <exception cref="IOException">There are too many files of this second.</exception>
    public static string NewPath(string folder, string name, DateTimeOffset now)
    {
        var began = now.ToString($"{DayForm}-{TimeForm}", CultureInfo.InvariantCulture);
        for (var i = 1; i <= MostInASecond; i++)
        {
            var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{began}-{i:000}{Extension}"));
            if (!File.Exists(path)) return path;
        }

        throw new IOException($"{folder} has {MostInASecond} recordings of one second");
    }

    /// <summary>Deletes the files of a name whose day is before another; a file of another form is left alone.</summary>
    public static void DeleteBefore(string folder, string name, DateOnly first)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{name}-*{Extension}"))
            if (DayOf(path, name) is { } day && day < first) File.Delete(path);
    }

    /// <summary>Returns the files of a name and a day, the oldest first; none when there is no such folder.</summary>
    public static IEnumerable<string> Of(string folder, string name, DateOnly day) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, $"{name}-*{Extension}").Where(path => DayOf(path, name) == day).Order(StringComparer.Ordinal)
        : [];

    /// <summary>Returns the day in a file's name; <see langword="null"/> when the name is of another form.</summary>
    public static DateOnly? DayOf(string path, string name)
    {
        var parts = Path.GetFileNameWithoutExtension(path)[(name.Length + 1)..].Split('-');
        return parts is [var day, { Length: 6 }, { Length: 3 }]
            && DateOnly.TryParseExact(day, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>Decides whether an exception is about the file or its disk.</summary>
    public static bool IsFileError(Exception error) => error is IOException or UnauthorizedAccessException or NotSupportedException;
}
