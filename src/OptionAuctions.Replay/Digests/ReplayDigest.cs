using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Replay;

/// <summary>
/// The digest of what subscribers were told: SHA-256 over the codes in ordinal order, each with the digest of its changes in the order in which they
/// happened. How changes of different codes were mixed has no part in it.
/// </summary>
/// <remarks>
/// Of each change: kind, conflated revisions, revision, the newest record, its times, phase and call, staleness, gaps, registration, oddities, previous close,
/// final price, and of the path everything that is no average: those are fractions, whose last digit may differ from processor to processor. Neither lag nor
/// the numbers of connections and messages, which differ when a part of a recording is replayed. A change is hashed as what differs from the one before of its
/// code; see <see cref="CodeDigest"/>.
/// </remarks>
public sealed class ReplayDigest : IDisposable
{
    private readonly Dictionary<Instrument, CodeDigest> _codes = [];
    private readonly ChangeFields _fields = new();

    /// <summary>Number of changes so far.</summary>
    public long Changes { get; private set; }

    /// <summary>Adds a change.</summary>
    public void Add(in AuctionChanged change)
    {
        var name = change.Current.Code;
        if (!_codes.TryGetValue(name, out var code)) _codes[name] = code = new CodeDigest();
        Changes++;
        code.Add(_fields.Of(change));
    }

    /// <summary>Returns the digest so far: 64 hexadecimal digits, lower case.</summary>
    public string Text()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (code, changes) in _codes.OrderBy(code => $"{code.Key}", StringComparer.Ordinal))
        {
            all.AppendData(Encoding.ASCII.GetBytes($"{code}\n"));
            all.AppendData(changes.Current());
        }

        return Convert.ToHexStringLower(all.GetCurrentHash());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var code in _codes.Values) code.Dispose();
    }
}
