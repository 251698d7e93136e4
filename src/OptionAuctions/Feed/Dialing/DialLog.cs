using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The times of the dials of one app key in the last day. Kept in a file, so that a process that crashes in a loop cannot cause a reconnect storm
/// either; towards loopback in memory only.
/// </summary>
internal sealed class DialLog
{
    private readonly string? _file;
    private readonly List<DateTimeOffset> _dials = [];

    /// <summary>A log in a file of <paramref name="directory"/>, or in memory when it is <see langword="null"/>.</summary>
    public DialLog(string? directory, Secret appKey)
    {
        if (directory is null) return;
        Directory.CreateDirectory(directory);
        _file = FileOf(directory, appKey);
        _dials.AddRange(Read(directory, appKey));
    }

    public IReadOnlyList<DateTimeOffset> Dials => _dials;

    /// <summary>Adds a dial before it is made, so that one that crashes the process counts too.</summary>
    public void Add(DateTimeOffset now)
    {
        _dials.RemoveAll(d => d <= now - DialBudget.Day);
        _dials.Add(now);
        if (_file is null) return;

        var newFile = _file + ".new";
        File.WriteAllLines(newFile, _dials.Select(d => d.ToString("O", CultureInfo.InvariantCulture)));
        File.Move(newFile, _file, overwrite: true);
    }

    /// <summary>Reads the dials of an app key, in order; none when there is no log.</summary>
    public static IReadOnlyList<DateTimeOffset> Read(string directory, Secret appKey) =>
        File.Exists(FileOf(directory, appKey)) ? [.. File.ReadLines(FileOf(directory, appKey)).Select(Parse).OfType<DateTimeOffset>().Order()] : [];

    /// <summary>The log of an app key, named by a few digits of its digest: they distinguish keys, and disclose none.</summary>
    private static string FileOf(string directory, Secret appKey) =>
        Path.Combine(directory, $"dials-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appKey.Reveal())).AsSpan(0, 4))}.txt");

    private static DateTimeOffset? Parse(string line) =>
        DateTimeOffset.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dial) ? dial : null;
}
