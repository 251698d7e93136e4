namespace OptionAuctions.Chains;

/// <summary>The quotes of one strike of a ladder.</summary>
/// <param name="Strike">Won.</param>
/// <param name="Call">Quote of the call.</param>
/// <param name="Put">Quote of the put.</param>
internal readonly record struct QuotedStrike(double Strike, IndicativeQuote Call, IndicativeQuote Put)
{
    /// <summary>True while the call or the put is followed.</summary>
    public bool IsFollowed { get; init; }

    /// <summary>The last prices, stale ones included.</summary>
    public PricedStrike Last => new(Strike, Call.Last, Put.Last);

    /// <summary>Returns the prices that are current at a moment.</summary>
    public PricedStrike CurrentAt(in PricingMoment moment) => new(Strike, moment.CurrentOf(Call), moment.CurrentOf(Put));

    /// <summary>Returns the age of both prices.</summary>
    public InputAge AgeAt(in PricingMoment moment) => moment.AgeOf(Call).And(moment.AgeOf(Put));
}
