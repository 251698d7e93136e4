namespace OptionAuctions.Venue;

/// <summary>The times and phase codes of one call auction of a day, in Korea Standard Time.</summary>
/// <param name="From">Time from which orders are collected.</param>
/// <param name="PublishedFrom">Time from which expected executions are published.</param>
/// <param name="End">Time at which the order book crosses.</param>
/// <param name="RunningPhase">Phase code of the records while the call runs.</param>
/// <param name="EndedPhase">Phase code of the last record, at <paramref name="End"/>.</param>
/// <remarks>
/// The venue documents no phase codes for options and futures; those here are of the same field in its market-status TR. Those of stocks are documented.
/// </remarks>
public sealed record CallWindow(TimeOnly From, TimeOnly PublishedFrom, TimeOnly End, string RunningPhase, string EndedPhase)
{
    /// <summary>Opening call (시가 단일가): 08:30 to 09:00, published from 08:40.</summary>
    public static CallWindow Opening { get; } = new(new TimeOnly(8, 30), new TimeOnly(8, 40), new TimeOnly(9, 0), "311", "112");

    /// <summary>Closing call (종가 단일가): 15:35 to 15:45, published throughout.</summary>
    public static CallWindow Closing { get; } = new(new TimeOnly(15, 35), new TimeOnly(15, 35), new TimeOnly(15, 45), "121", "129");

    /// <summary>Opening call of stocks: 08:30 to 09:00, published from 08:40.</summary>
    public static CallWindow StockOpening { get; } = new(new TimeOnly(8, 30), new TimeOnly(8, 40), new TimeOnly(9, 0), "B", "0");

    /// <summary>Closing call of stocks: 15:20 to 15:30, published throughout.</summary>
    public static CallWindow StockClosing { get; } = new(new TimeOnly(15, 20), new TimeOnly(15, 20), new TimeOnly(15, 30), "A", "0");

    /// <summary>Creates a call of stocks during the day, as in a volatility interruption (VI), which takes two minutes.</summary>
    public static CallWindow VolatilityInterruption(TimeOnly from, TimeOnly end) => new(from, from, end, "C", "0");

    /// <summary>Creates a call during the day, as after a halt; the venue gives it the phase codes of the opening call.</summary>
    public static CallWindow AfterHalt(TimeOnly from, TimeOnly end) => new(from, from, end, "311", "112");

    /// <summary>Length of the time in which expected executions are published.</summary>
    public TimeSpan Published => End - PublishedFrom;

    /// <summary>True when a call has a moment in common with another one.</summary>
    internal bool Overlaps(CallWindow other) => From < other.End && other.From < End;

    /// <summary>True when the times of each call are in order and no call overlaps the one before.</summary>
    internal static bool FollowEachOther(IReadOnlyList<CallWindow> calls)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i];
            if (call.From > call.PublishedFrom || call.PublishedFrom >= call.End) return false;
            if (i > 0 && call.From < calls[i - 1].End) return false;
        }

        return true;
    }
}
