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
    private const string Prefix = "dials";

    private readonly string? _file;
    private readonly List<DateTimeOffset> _dials = [];

    /// <summary>A log in a file of <paramref name="directory"/>, or in memory when it is <see langword="null"/>.</summary>
    /// <param name="directory">The folder, which is created.</param>
    /// <param name="appKey">The app key; each has a log of its own.</param>
    /// <param name="prefix">The beginning of the file's name.</param>
    public DialLog(string? directory, Secret appKey, string prefix = Prefix)
    {
        if (directory is null) return;
        Directory.CreateDirectory(directory);
        _file = FileOf(directory, appKey, prefix);
        _dials.AddRange(Read(_file));
    }

    public IReadOnlyList<DateTimeOffset> Dials => _dials;

    /// <summary>Adds a dial before it is made, so that one that crashes the process counts too.</summary>
    /// <param name="now">The time of the dial.</param>
    /// <param name="admit">Is given the earlier dials, and throws when there must not be another.</param>
    public void Add(DateTimeOffset now, Action<IReadOnlyList<DateTimeOffset>>? admit = null)
    {
        _dials.RemoveAll(d => d <= now - DialBudget.Day);
        admit?.Invoke(_dials);
        _dials.Add(now);
        Write();
    }

    /// <summary>Removes a dial that has not reached the venue.</summary>
    public void Remove(DateTimeOffset dial)
    {
        if (_dials.Remove(dial)) Write();
    }

    /// <summary>Reads the dials of an app key, in order; none when there is no log.</summary>
    public static IReadOnlyList<DateTimeOffset> Read(string directory, Secret appKey) => Read(FileOf(directory, appKey, Prefix));

    private static IReadOnlyList<DateTimeOffset> Read(string file) =>
        File.Exists(file) ? [.. File.ReadLines(file).Select(Parse).OfType<DateTimeOffset>().Order()] : [];

    private void Write()
    {
        if (_file is null) return;
        var newFile = _file + ".new";
        File.WriteAllLines(newFile, _dials.Select(d => d.ToString("O", CultureInfo.InvariantCulture)));
        File.Move(newFile, _file, overwrite: true);
    }

    /// <summary>The log of an app key, named by a few digits of its digest: they distinguish keys, and disclose none.</summary>
    private static string FileOf(string directory, Secret appKey, string prefix) =>
        Path.Combine(directory, $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appKey.Reveal())).AsSpan(0, 4))}.txt");

    private static DateTimeOffset? Parse(string line) =>
        DateTimeOffset.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dial) ? dial : null;
}
