namespace OptionAuctions.Chains;

/// <summary>The moment of a view with the terms at it: what time to expiry, discount factor and ages are counted from.</summary>
/// <param name="Terms">The terms.</param>
/// <param name="Now">The moment.</param>
/// <param name="Years">Time to expiry in years, 0 or more.</param>
/// <param name="Discount">Discount factor, the value now of one won at the expiry.</param>
internal readonly record struct PricingMoment(PricingTerms Terms, DateTimeOffset Now, double Years, double Discount)
{
    public static PricingMoment Of(PricingTerms terms, DateTimeOffset now, DateOnly expiry)
    {
        var years = terms.YearsUntil(now, expiry);
        return new PricingMoment(terms, now, years, terms.Discount(years));
    }

    /// <summary>Returns the age of a quote; <see cref="InputAge.None"/> when it has no price.</summary>
    public InputAge AgeOf(IndicativeQuote quote) =>
        quote is { Last: not null, At: { } at } ? InputAge.Of(at, quote.IsStale, Now, Terms.MaxInputAge) : InputAge.None;

    /// <summary>Returns the price of a quote when it is current and not too old, won.</summary>
    public double? CurrentOf(IndicativeQuote quote) => AgeOf(quote).IsStale ? null : quote.Current;

    /// <summary>Returns a price from outside as the chain repeats it.</summary>
    public PriceAnswer Answer(PriceInput? input, NoAnswer missing) => PriceAnswer.Of(input, missing, Now, Terms.MaxInputAge);
}
