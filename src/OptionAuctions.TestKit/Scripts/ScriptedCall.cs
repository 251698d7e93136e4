namespace OptionAuctions.TestKit;

/// <summary>The times at which a call of a market begins and ends, and the phase codes that the venue sends in it.</summary>
/// <param name="Opens">Time from which expected executions are published, KST; <see langword="null"/> for any time.</param>
/// <param name="Crosses">Time of the cross, KST; <see langword="null"/> for <see cref="Lasts"/> after the beginning.</param>
/// <param name="Running">Phase code while the call runs.</param>
/// <param name="Ended">Phase code of the call's last record.</param>
internal sealed record ScriptedCall(TimeOnly? Opens, TimeOnly? Crosses, string Running, string Ended)
{
    /// <summary>The duration of an intraday call, two minutes.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(2);

    public static ScriptedCall Of(CallKind call, MarketSegment segment) => (call, segment) switch
    {
        (CallKind.Opening, MarketSegment.Stocks) => new ScriptedCall(new TimeOnly(8, 40), new TimeOnly(9, 0), "B", "0"),
        (CallKind.Intraday, MarketSegment.Stocks) => new ScriptedCall(null, null, "C", "0"),
        (CallKind.Closing, MarketSegment.Stocks) => new ScriptedCall(new TimeOnly(15, 20), new TimeOnly(15, 30), "A", "0"),
        (CallKind.Opening, _) => new ScriptedCall(new TimeOnly(8, 40), new TimeOnly(9, 0), "311", "112"),
        (CallKind.Intraday, _) => new ScriptedCall(null, null, "311", "112"),
        (CallKind.Closing, _) => new ScriptedCall(new TimeOnly(15, 35), new TimeOnly(15, 45), "121", "129"),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "a call is an opening, intraday or closing one"),
    };
}
