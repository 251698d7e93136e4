using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// The times of the dials of one app key in the last day. Kept in a file that all processes with this app key share, so that neither several of them nor
/// one that crashes in a loop can cause a reconnect storm; towards loopback in memory only.
/// </summary>
internal sealed class DialLog
{
    private const int MostInMemory = 2_000; // twice the highest limit of a day; towards loopback there is no limit

    private readonly StateFile? _file;
    private IReadOnlyList<DateTimeOffset> _dials = [];
    private string _flaw = "", _told = "";

    /// <summary>A log in a file of <paramref name="directory"/>, or in memory when it is <see langword="null"/>.</summary>
    /// <param name="directory">The folder, which is created.</param>
    /// <param name="appKey">The app key; each has a log of its own.</param>
    /// <param name="prefix">The beginning of the file's name.</param>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public DialLog(string? directory, Secret appKey, string prefix = AppKeyDials.SocketLog)
        : this(directory is null ? null : FileIn(directory, appKey, prefix))
    {
    }

    /// <summary>A log in a file, or in memory when it is <see langword="null"/>.</summary>
    public DialLog(StateFile? file)
    {
        _file = file;
        if (file is not null) _dials = DialTimes.Parse(file.Read());
    }

    /// <summary>The dials as they were read or written last, in order.</summary>
    public IReadOnlyList<DateTimeOffset> Dials => _dials;

    /// <summary>Reads the dials of the last day, those of other processes too, in order.</summary>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public IReadOnlyList<DateTimeOffset> Read(DateTimeOffset now) =>
        _dials = DialTimes.Recent(_file is null ? _dials : Parse(_file.Read(), now), now);

    /// <summary>Adds a dial before it is made, so that one that crashes the process counts too.</summary>
    /// <param name="now">The time of the dial.</param>
    /// <param name="admit">Is given the dials of all processes, and throws when there must not be another. No other process adds one meanwhile.</param>
    /// <exception cref="IOException">The file cannot be used; the dial is not added.</exception>
    public void Add(DateTimeOffset now, Action<IReadOnlyList<DateTimeOffset>>? admit = null) => Change(now, dials =>
    {
        var recent = DialTimes.Recent(dials, now);
        admit?.Invoke(recent);
        return recent.Count == 0 ? [now] : [.. recent.TakeLast(MostInMemory), now];
    });

    /// <summary>Removes a dial that has not reached the venue.</summary>
    /// <exception cref="IOException">The file cannot be used; the dial stays.</exception>
    public void Remove(DateTimeOffset dial) => Change(dial, dials =>
    {
        var others = dials.ToList();
        others.Remove(dial);
        return others;
    });

    /// <summary>Takes the sentence about what was found wrong with the log; empty when there is nothing, or it was taken before.</summary>
    public string TakeFlaw()
    {
        if (_flaw == _told) return "";
        _told = _flaw;
        return _flaw;
    }

    /// <summary>Returns a log of an app key to be read only.</summary>
    public static DialLog Find(string directory, Secret appKey, string prefix = AppKeyDials.SocketLog) => new(new StateFile(PathIn(directory, appKey, prefix)));

    private void Change(DateTimeOffset now, Func<IReadOnlyList<DateTimeOffset>, IReadOnlyList<DateTimeOffset>> change)
    {
        var changed = _dials;
        if (_file is null) changed = change(_dials);
        else _file.Change(text => DialTimes.Format(changed = change(Parse(text, now))));
        _dials = changed;
    }

    private IReadOnlyList<DateTimeOffset> Parse(string text, DateTimeOffset now)
    {
        _flaw = DialTimes.FlawOf(text, now) is { Length: > 0 } flaw ? $"the log '{_file!.Path}': {flaw}" : "";
        return DialTimes.Parse(text);
    }

    private static StateFile FileIn(string directory, Secret appKey, string prefix)
    {
        StateFile.CreateFolder(directory);
        return new StateFile(PathIn(directory, appKey, prefix));
    }

    /// <summary>The log of an app key is named by a few digits of its digest: they distinguish keys, and disclose none.</summary>
    private static string PathIn(string directory, Secret appKey, string prefix) =>
        Path.Combine(directory, $"{prefix}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(appKey.Reveal())).AsSpan(0, 4))}.txt");
}
