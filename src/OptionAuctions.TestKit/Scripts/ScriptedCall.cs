using OptionAuctions.Market;

namespace OptionAuctions.TestKit;

/// <summary>When a call begins and ends, and by which phase codes the venue says so.</summary>
/// <param name="Opens">When forecasts are published from, KST; <see langword="null"/> for whenever it is.</param>
/// <param name="Crosses">When it crosses, KST; <see langword="null"/> for <see cref="Lasts"/> later.</param>
/// <param name="Running">Phase code while it runs.</param>
/// <param name="Ended">Phase code of its last record.</param>
internal sealed record ScriptedCall(TimeOnly? Opens, TimeOnly? Crosses, string Running, string Ended)
{
    /// <summary>A call during the day takes two minutes.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromMinutes(2);

    public static ScriptedCall Of(CallKind call) => call switch
    {
        CallKind.Opening => new ScriptedCall(new TimeOnly(8, 40), new TimeOnly(9, 0), "311", "112"),
        CallKind.Intraday => new ScriptedCall(null, null, "311", "112"),
        CallKind.Closing => new ScriptedCall(new TimeOnly(15, 35), new TimeOnly(15, 45), "121", "129"),
        _ => throw new ArgumentOutOfRangeException(nameof(call), call, "a call is an opening, intraday or closing one"),
    };
}
