namespace OptionAuctions;

/// <summary>
/// The tick sizes (price steps) of single-stock option premiums: 10 won below 1,000, 20 below 2,000, 50 below 5,000, 100 below
/// 10,000, 200 above.
/// </summary>
/// <remarks>Source: the range of 10 to 200 won is official, the steps are inferred; prices in the press agree with them.</remarks>
public static class TickGrid
{
    /// <summary>Returns the step in won at a price in won.</summary>
    public static int StepAt(int won) => won switch
    {
        < 1_000 => 10,
        < 2_000 => 20,
        < 5_000 => 50,
        < 10_000 => 100,
        _ => 200,
    };

    /// <summary>Returns the nearest price of the grid, at least one step above zero.</summary>
    public static int Snap(double won)
    {
        var step = StepAt((int)Math.Min(won, int.MaxValue / 2));
        return Math.Max(StepAt(0), (int)Math.Round(Math.Min(won, int.MaxValue / 2) / step, MidpointRounding.AwayFromZero) * step);
    }

    /// <summary>True for a price that the exchange would accept.</summary>
    public static bool Holds(int won) => won > 0 && 0 == won switch // each by a constant, which a processor does in a tenth of the time
    {
        < 1_000 => won % 10,
        < 2_000 => won % 20,
        < 5_000 => won % 50,
        < 10_000 => won % 100,
        _ => won % 200,
    };
}
