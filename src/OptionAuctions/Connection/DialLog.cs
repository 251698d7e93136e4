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

        // A few digits of a digest tell keys apart and give none away.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appKey.Reveal())).AsSpan(0, 4));
        _file = Path.Combine(directory, $"dials-{digest}.txt");
        if (File.Exists(_file)) _dials.AddRange(File.ReadLines(_file).Select(Parse).OfType<DateTimeOffset>().Order());
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

    private static DateTimeOffset? Parse(string line) =>
        DateTimeOffset.TryParseExact(line, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dial) ? dial : null;
}
