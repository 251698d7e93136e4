using System.Collections.Frozen;

namespace OptionAuctions.Venue.Sessions;

/// <summary>The TRs that can be registered. Two of them have records here; the others are acknowledged, take a slot and have no records.</summary>
internal static class KnownTrs
{
    /// <summary>Expected execution of stock options.</summary>
    public const string ExpectedExecution = "H0ZOANC0";

    /// <summary>Trades of stock options.</summary>
    public const string Trade = "H0ZOCNT0";

    private static readonly FrozenSet<string> Names = new[]
    {
        ExpectedExecution, Trade, "H0ZOASP0", "H0ZFANC0", "H0ZFCNT0", "H0ZFASP0", "H0EUANC0", "H0EUCNT0", "H0EUASP0",
        "H0STANC0", "H0STCNT0", "H0STASP0", "H0STMKO0", "H0STOAC0", "H0NXANC0", "H0UNANC0", "H0UNMKO0", "H0UPANC0", "H0EWANC0",
        "H0IFCNT0", "H0IFASP0", "H0IOCNT0", "H0IOASP0", "H0MFCNT0", "H0MFASP0",
    }.ToFrozenSet();

    public static bool Has(string trId) => Names.Contains(trId);
}
