using OptionAuctions.Wire;

namespace OptionAuctions.TestKit;

/// <summary>Change, sign and rate of a price as the venue works them out; flat when nothing would match.</summary>
internal readonly record struct Against(Won Change, ChangeSign Sign, Percent Rate)
{
    public static Against PreviousClose(decimal? won, decimal previousClose)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(previousClose);
        if (won is { } below) ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below, nameof(won));
        var change = won - previousClose ?? 0;
        var direction = change > 0 ? ChangeDirection.Up : change < 0 ? ChangeDirection.Down : ChangeDirection.Flat;
        return new Against(Won.Of(change), new ChangeSign(direction), Percent.Of(100 * change / previousClose));
    }
}
