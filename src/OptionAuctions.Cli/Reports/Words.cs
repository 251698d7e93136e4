using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Market;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Cli.Reports;

/// <summary>What things are called on the output; the same in every form of it.</summary>
internal static class Words
{
    private const string Lost = "the connection was lost";
    private const string Shed = "the stream was behind and messages were thrown away";
    private const string Lagging = "the code's actor was behind and records gave way to newer ones";

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

    /// <summary>Phase and call, with the venue's own code where there is one.</summary>
    public static string Of(in AuctionState now)
    {
        var code = now.Latest.Phase.Raw;
        var stands = Of(new SessionState(now.Session.Phase, now.Session.Call));
        return code.Length > 0 ? $"{stands} ({code})" : stands;
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
        _ => "",
    };

    public static string Of(EndReason reason) => reason == EndReason.Overrun
        ? "more changes waited than its subscription allows"
        : "it did not acknowledge a delivery in time";

    /// <summary>The line of an app key; the first is the feed, since there is no other as a rule.</summary>
    public static string Feed(int line) => line == 0 ? "feed" : FormattableString.Invariant($"feed {line}");

    public static string Of(FeedShed shed) => $"the stream was behind; {shed.Codes} codes lost records";

    public static string Of(RunSummary summary) => FormattableString.Invariant(
        $"frames {summary.Counts.Frames}, records {summary.Counts.Records}, delivered {summary.Counts.Delivered}, conflated {summary.Counts.Conflated}, refused {summary.Counts.Refused}, gaps {summary.Gaps}, identity {summary.Counts.Identity}");
}
