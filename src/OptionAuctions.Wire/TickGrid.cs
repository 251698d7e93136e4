namespace OptionAuctions.Wire;

/// <summary>
/// The steps that premiums of single-stock options move in: 10 won below 1,000, 20 below 2,000, 50 below 5,000, 100 below 10,000,
/// 200 above.
/// </summary>
/// <remarks>Source: the range of 10 to 200 won is official, the steps inferred; prices of the press fit.</remarks>
public static class TickGrid
{
    /// <summary>Step in won at a price in won.</summary>
    public static int StepAt(int won) => won switch
    {
        < 1_000 => 10,
        < 2_000 => 20,
        < 5_000 => 50,
        < 10_000 => 100,
        _ => 200,
    };

    /// <summary>The nearest price of the grid, at least one step above nothing.</summary>
    public static int Snap(double won)
    {
        var step = StepAt((int)Math.Min(won, int.MaxValue / 2));
        return Math.Max(StepAt(0), (int)Math.Round(Math.Min(won, int.MaxValue / 2) / step, MidpointRounding.AwayFromZero) * step);
    }

    /// <summary>True for a price the exchange would take.</summary>
    public static bool Holds(int won) => won > 0 && won % StepAt(won) == 0;
}
