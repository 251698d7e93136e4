using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>
/// When one app key was dialed in the last day. Kept in a file, so that a process which crashes in a loop cannot storm either;
/// towards loopback in memory only.
/// </summary>
internal sealed class DialLog
{
    private readonly string? _file;
    private readonly List<DateTimeOffset> _dials = [];

    /// <summary>A log in <paramref name="directory"/>, or in memory without one.</summary>
    public DialLog(string? directory, Secret appKey)
    {
        if (directory is null) return;
        Directory.CreateDirectory(directory);
        _file = FileOf(directory, appKey);
        _dials.AddRange(Read(directory, appKey));
    }

    public IReadOnlyList<DateTimeOffset> Dials => _dials;

    /// <summary>Notes a dial before it is made: one that crashes the process counts too.</summary>
    public void Add(DateTimeOffset now)
    {
        _dials.RemoveAll(d => d <= now - DialBudget.Memory);
        _dials.Add(now);
        if (_file is null) return;

        var fresh = _file + ".new";
        File.WriteAllLines(fresh, _dials.Select(d => d.ToString("O", CultureInfo.InvariantCulture)));
        File.Move(fresh, _file, overwrite: true);
    }

    /// <summary>The dials noted for an app key, in order; none without a log.</summary>
    public static IReadOnlyList<DateTimeOffset> Read(string directory, Secret appKey) =>
        File.Exists(FileOf(directory, appKey)) ? [.. File.ReadLines(FileOf(directory, appKey)).Select(Parse).OfType<DateTimeOffset>().Order()] : [];

    /// <summary>A few digits of a digest tell keys apart and give none away.</summary>
    private static string FileOf(string directory, Secret appKey) =>
        Path.Combine(directory, $"dials-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appKey.Reveal())).AsSpan(0, 4))}.txt");

    private static DateTimeOffset? Parse(string line) =>
        DateTimeOffset.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dial) ? dial : null;
}
