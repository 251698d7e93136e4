using System.Globalization;

namespace OptionAuctions.Cli.Reports;

/// <summary>The names and reasons on the output, the same in every kind of report.</summary>
internal static class DisplayNames
{
    private const string Lost = "the connection was lost";
    private const string Shed = "the stream was behind and messages were dropped";
    private const string Lagging = "the code's actor was behind and records were replaced by newer ones";

    public static string Of(AuctionPhase phase) => phase switch
    {
        AuctionPhase.Closed => "closed",
        AuctionPhase.CallOpen => "call-open",
        AuctionPhase.Indicative => "indicative",
        AuctionPhase.NoCancel => "no-cancel",
        AuctionPhase.Crossed => "crossed",
        AuctionPhase.Continuous => "continuous",
        _ => "unknown",
    };

    public static string Of(CallKind call) => call switch
    {
        CallKind.Opening => "opening",
        CallKind.Intraday => "intraday",
        CallKind.Closing => "closing",
        _ => "",
    };

    public static string Of(SessionState state) => state.Call == CallKind.None ? Of(state.Phase) : $"{Of(state.Phase)} {Of(state.Call)}";

    /// <summary>Returns phase and call, with the venue's own code where there is one.</summary>
    public static string Of(in AuctionState state)
    {
        var code = state.Latest.Phase.Raw;
        var session = Of(new SessionState(state.Session.Phase, state.Session.Call));
        return code.Length > 0 ? $"{session} ({code})" : session;
    }

    public static string Of(GapReason reason) => reason switch
    {
        GapReason.ConnectionLost => Lost,
        GapReason.Shed => Shed,
        GapReason.Lagging => Lagging,
        _ => "",
    };

    public static string Of(StaleReason reason) => reason switch
    {
        StaleReason.ConnectionLost => Lost,
        StaleReason.Shed => Shed,
        StaleReason.Lagging => Lagging,
        StaleReason.CallEnded => "the call is over",
        StaleReason.Silent => "no record has come for long although the call runs",
        _ => "",
    };

    public static string Of(EndReason reason) => reason == EndReason.Overrun
        ? "more changes waited than its subscription allows"
        : "it did not acknowledge a delivery in time";

    /// <summary>Returns the name of an app key's session, by the index of the key: the first is called the feed, since there is usually no other.</summary>
    public static string Feed(int appKey) => appKey == 0 ? "feed" : FormattableString.Invariant($"feed {appKey}");

    public static string Of(FeedShed shed) => $"the stream was behind; {shed.Codes} codes lost records";

    public static string Of(RunSummary summary)
    {
        var counts = summary.Counts;
        return $"messages {Count(counts?.Messages)}, records {Count(counts?.Records)}, delivered {Count(counts?.Delivered)}, "
            + $"conflated {Count(counts?.Conflated)}, refused {Count(counts?.Refused)}, gaps {Count(summary.Gaps)}, identity {summary.Identity}";
    }

    private static string Count(long? count) => count?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
}
