namespace OptionAuctions.Cli.Surveys;

/// <summary>How often a number was above zero, zero, below it, or missing.</summary>
internal struct SignFacts
{
    public long Above, Zero, Below, Missing;

    public readonly long All => Above + Zero + Below + Missing;

    public void Add(decimal? number)
    {
        if (number is not { } value) Missing++;
        else if (value > 0) Above++;
        else if (value < 0) Below++;
        else Zero++;
    }
}
