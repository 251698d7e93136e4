namespace OptionAuctions.Venue.Market;

/// <summary>The neighbours of a price on a tick grid. Every step of a grid divides the price at which the next one begins.</summary>
internal static class PriceSteps
{
    /// <summary>Returns the highest price of the grid that is not above a value; 0 when there is none.</summary>
    public static int AtOrBelow(TickGrid grid, double won)
    {
        var step = grid.StepAt((int)won);
        return (int)Math.Floor(won / step) * step;
    }

    /// <summary>Returns the lowest price of the grid that is not below a value.</summary>
    public static int AtOrAbove(TickGrid grid, double won)
    {
        var step = grid.StepAt((int)won);
        return (int)Math.Ceiling(won / step) * step;
    }

    public static int Above(TickGrid grid, int price) => price + grid.StepAt(price);

    /// <summary>Returns the price one step below; 0 or less when there is none.</summary>
    public static int Below(TickGrid grid, int price) => price - grid.StepAt(price - 1);
}
