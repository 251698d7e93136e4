namespace OptionAuctions.Chains;

/// <summary>A price from outside, as a chain repeats it.</summary>
/// <param name="Price">Won per share, above 0, or the reason why there is none.</param>
/// <param name="Source">Name of its source; <see langword="null"/> when nobody gave a price.</param>
/// <param name="At">Its moment, KST; <see langword="null"/> when nobody gave a price.</param>
public readonly record struct PriceAnswer(Answer Price, string? Source, DateTimeOffset? At)
{
    /// <summary>Returns the answer of an input.</summary>
    /// <param name="input">The input; <see langword="null"/> when there is none.</param>
    /// <param name="missing">The reason when it has no price.</param>
    /// <param name="now">The moment of the view.</param>
    /// <param name="maxAge">The age beyond which the price is stale.</param>
    public static PriceAnswer Of(PriceInput? input, NoAnswer missing, DateTimeOffset now, TimeSpan maxAge)
    {
        if (input is null) return new PriceAnswer(Answer.None(missing, InputAge.None), null, null);
        var inputs = InputAge.Of(input.At, input.IsStale, now, maxAge);
        var price = input.Price switch
        {
            null => Answer.None(missing, inputs),
            > 0 and < double.PositiveInfinity => Answer.Of(input.Price.Value, inputs),
            _ => Answer.None(NoAnswer.NotPositive, inputs),
        };
        return new PriceAnswer(price, input.Source, input.At.ToOffset(MarketTime.Offset));
    }
}
