using System.Collections.Frozen;

namespace OptionAuctions.Hosting;

/// <summary>The configuration keys that were renamed, with their names now, and those that were removed, with the reason.</summary>
internal static class RenamedKeys
{
    private static readonly FrozenDictionary<string, string> Renamed = new Dictionary<string, string>
    {
        ["Capacity"] = "Connection:Capacity",
        ["ReserveSlots"] = "Connection:ReserveSlots",
        ["MessageCapBytes"] = "Connection:MaxMessageBytes",
        ["FramesPerBatch"] = "Connection:MessagesPerBatch",
        ["BatchesQueued"] = "Connection:BatchesQueued",
        ["ReaderPatience"] = "Connection:ReaderWait",
        ["ConnectTimeout"] = "Connection:ConnectTimeout",
        ["AnswerTimeout"] = "Connection:AnswerTimeout",
        ["RequestPace"] = "Connection:RequestPace",
        ["SendTimeout"] = "Connection:SendTimeout",
        ["CloseTimeout"] = "Connection:CloseTimeout",
        ["SilenceWarn"] = "Connection:IdleWarning",
        ["SilenceRecycle"] = "Connection:IdleReconnect",
        ["KeepAliveInterval"] = "Connection:KeepAliveInterval",
        ["ApprovalTimeout"] = "Dialing:ApprovalTimeout",
        ["ApprovalInterval"] = "Dialing:ApprovalInterval",
        ["ReconnectMin"] = "Dialing:ReconnectMin",
        ["ReconnectMax"] = "Dialing:ReconnectMax",
        ["StableAfter"] = "Dialing:StableAfter",
        ["SlotHeldWait"] = "Dialing:SlotHeldWait",
        ["DialsPerTenMinutes"] = "Dialing:DialsPerTenMinutes",
        ["DialsPerDay"] = "Dialing:DialsPerDay",
        ["CodesFollowed"] = "Auctions:MaxCodes",
        ["RecordsQueuedPerCode"] = "Auctions:RecordsQueued",
        ["RevisionsKeptPerCode"] = "Auctions:RevisionsKept",
        ["PassivateAfter"] = "Auctions:IdleTimeout",
        ["ClockTolerance"] = "Auctions:ClockTolerance",
        ["CallGrace"] = "Auctions:CallGrace",
        ["IntradayCallLongest"] = "Auctions:IntradayCallTimeout",
        ["PathWindows"] = "Auctions:PathWindows",
        ["FinalPrice"] = "Auctions:FinalPrice",
        ["CodeActorRestarts"] = "Auctions:CodeActorRestarts",
        ["CodeActorRestartsWithin"] = "Auctions:CodeActorRestartWindow",
        ["CodeActorSlowAfter"] = "Auctions:CodeActorSlowAfter",
        ["CodeActorThreads"] = "Auctions:CodeActorThreads",
        ["AckTimeout"] = "Delivery:AckTimeout",
        ["MasterFileMaxAge"] = "Market:MasterFileMaxAge",
        ["CalendarDirectory"] = "Market:CalendarDirectory",
        ["PhasesFile"] = "Market:PhasesFile",
        ["DataStaleAfter"] = "Market:DataStaleAfter",
        ["CanaryCode"] = "Market:CanaryCode",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Removed = new Dictionary<string, string>
    {
        ["SessionWindows"] = "the trading calendar says when records are expected; Market:DataStaleAfter says how long they may fail to come",
        ["Reader"] = "there is one reader",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the end of a sentence that begins with the old key; <see langword="null"/> for a key that never was an option.</summary>
    /// <param name="key">The key, without the section.</param>
    public static string? Hint(string key) =>
        Renamed.TryGetValue(key, out var name) ? $"is called {FeedOptions.Section}:{name} now"
        : Removed.TryGetValue(key, out var why) ? $"is no option any more: {why}"
        : null;
}
