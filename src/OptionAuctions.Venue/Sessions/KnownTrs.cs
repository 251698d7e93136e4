using System.Collections.Frozen;
using OptionAuctions.Venue.Market;

namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// The TRs that can be registered: those of the venue's published samples. Those of <see cref="MarketTrs"/> have records here; the others are acknowledged,
/// take a slot and have no records.
/// </summary>
internal static class KnownTrs
{
    /// <summary>Expected execution of stock options.</summary>
    public const string ExpectedExecution = "H0ZOANC0";

    // Notices of the orders of one account, whose key is the account's id: letters of any case, as in "dttest11" of the samples.
    private static readonly FrozenSet<string> OrderNotices = new[]
    {
        "H0STCNI0", "H0STCNI9", "K0STCNI0", "K0STCNI9", "H0GSCNI0", "H0GSCNI9", "H0IFCNI0", "H0IFCNI9", "H0MFCNI0", "H0EUCNI0", "HDFFF1C0", "HDFFF2C0",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> Others = new[]
    {
        "H0ZFCNT0", "H0ZFASP0", "H0EUANC0", "H0EUCNT0", "H0EUASP0", "H0MFCNT0", "H0MFASP0", // stock futures, the night
        "H0IFCNT0", "H0IFASP0", "H0IOCNT0", "H0IOASP0", "H0CFCNT0", "H0CFASP0", "H0UPCNT0", "H0UPANC0", "H0UPPGM0", // index and commodity futures, indices
        "H0STANC0", "H0STMKO0", "H0STMBC0", "H0STPGM0", "H0STNAV0", "H0STOAC0", "H0STOUP0", "H0STOAA0", // stocks
        "H0NXANC0", "H0NXCNT0", "H0NXASP0", "H0NXMKO0", "H0NXMBC0", "H0NXPGM0", // of the second exchange
        "H0UNANC0", "H0UNCNT0", "H0UNASP0", "H0UNMKO0", "H0UNMBC0", "H0UNPGM0", // of both
        "H0EWANC0", "H0EWCNT0", "H0EWASP0", "H0BJCNT0", "H0BJASP0", "H0BICNT0", // warrants, bonds
        "HDFSCNT0", "HDFSASP0", "HDFSASP1", "HDFFF010", "HDFFF020", // abroad
    }.ToFrozenSet();

    /// <summary>True for a TR that can be registered.</summary>
    public static bool Has(string trId) => MarketTrs.Named(trId) is not null || OrderNotices.Contains(trId) || Others.Contains(trId);

    /// <summary>True for a TR whose messages are encrypted with the key of the acknowledgement.</summary>
    public static bool IsEncrypted(string trId) => OrderNotices.Contains(trId);

    /// <summary>
    /// True when a key is well formed for a TR: a code for those that have records here; elsewhere printable characters, since keys of other markets hold spaces
    /// (<c>OESH23 C3900</c>) and ids of accounts small letters. A well-formed key need not exist.
    /// </summary>
    public static bool Accepts(string trId, string trKey) =>
        Instrument.TryParse(trKey, out _) || (MarketTrs.Named(trId) is null && trKey.AsSpan().Trim().Length == trKey.Length && !trKey.Any(char.IsControl));
}
