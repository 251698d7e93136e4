using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Market;

/// <summary>One series as the market model sees it.</summary>
/// <param name="Code">Short code.</param>
/// <param name="PreviousClose">Won per share, on the tick grid.</param>
/// <param name="UpperLimit">Highest price of the day, won, on the grid.</param>
/// <param name="LowerLimit">Lowest price of the day, won, on the grid.</param>
internal sealed record Instrument(OptionCode Code, int PreviousClose, int UpperLimit, int LowerLimit)
{
    /// <summary>A series that no master file lists: everything is made up from its code.</summary>
    public static Instrument MadeUp(int seed, OptionCode code)
    {
        var dice = Dice.For(seed, "instrument", code.ToString());
        return Around(code, 150 * Math.Exp(dice.Unit() * 4));
    }

    public static Instrument Around(OptionCode code, double won)
    {
        var close = TickGrid.Snap(won);
        return new Instrument(code, close, TickGrid.Snap(close * 2.2), TickGrid.Snap(close * 0.15));
    }

    /// <summary>The price on the grid, inside the limits, that is nearest to a value.</summary>
    public int Quote(double won) => Math.Clamp(TickGrid.Snap(won), LowerLimit, UpperLimit);
}
