using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>What things are called on the output; the same in every form of it.</summary>
internal static class Words
{
    public static string Of(PhaseHint hint) => hint switch
    {
        PhaseHint.CallIndicative => "call-indicative",
        PhaseHint.CallEnded => "call-ended",
        PhaseHint.ClosingCallIndicative => "closing-call-indicative",
        PhaseHint.ClosingCallEnded => "closing-call-ended",
        _ => "unknown",
    };

    public static string Of(GapReason reason) => reason switch
    {
        GapReason.ConnectionLost => "the connection was lost",
        GapReason.Shed => "the stream was behind and messages were thrown away",
        GapReason.Lagging => "the code's actor was behind and records gave way to newer ones",
        _ => "",
    };

    /// <summary>The line of an app key; the first is the feed, since there is no other as a rule.</summary>
    public static string Feed(int line) => line == 0 ? "feed" : FormattableString.Invariant($"feed {line}");

    public static string Of(FeedShed shed) => $"the stream was behind; {shed.Codes} codes lost records";

    public static string Of(RunSummary summary) => FormattableString.Invariant(
        $"frames {summary.Counts.Frames}, records {summary.Counts.Records}, delivered {summary.Counts.Delivered}, conflated {summary.Counts.Conflated}, refused {summary.Counts.Refused}, gaps {summary.Gaps}, identity {summary.Counts.Identity}");
}
