using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OptionAuctions.Replay;

/// <summary>A SHA-256 digest of the changes of all codes: equal when each code had the same changes in the same order, whatever the order between codes was.</summary>
public sealed class ChangeDigest
{
    private readonly SortedDictionary<string, IncrementalHash> _byCode = new(StringComparer.Ordinal);

    /// <summary>Number of changes.</summary>
    public long Changes { get; private set; }

    /// <summary>Adds a change.</summary>
    public void Add(in AuctionChanged change)
    {
        Changes++;
        var code = $"{change.Current.Code}";
        if (!_byCode.TryGetValue(code, out var hash)) _byCode[code] = hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(TextOf(change)));
    }

    /// <summary>Returns the digest of what was added so far, 64 hexadecimal digits.</summary>
    public string Compute()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (code, hash) in _byCode)
        {
            all.AppendData(Encoding.UTF8.GetBytes($"{code}\n"));
            all.AppendData(hash.GetCurrentHash());
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>The change as text: all of the state that a subscriber reads, but nothing about when it was delivered.</summary>
    private static string TextOf(in AuctionChanged change)
    {
        ref readonly var now = ref change.Current;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{change.Kind}|{now.Revision}|{now.Latest}|{now.ReceivedAt:O}|{now.Registration}|{now.Stale}|{now.GapSince:O}|{now.LastGap}|{now.Gaps}|")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"{now.Session.Phase}|{now.Session.Call}|{now.Session.Since:O}|{now.Path.Convergence:R}|{now.FinalPrice}|{now.Slippage}|{now.Detail}\n");
    }
}
