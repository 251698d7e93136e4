namespace OptionAuctions.Chains;

/// <summary>The two forwards of the underlying, which ought to be one: that of the options by put-call parity, and the price of the future.</summary>
/// <param name="Parity">
/// The parity forward, won per share. From the strikes with two current prices; when there is none, from the last prices, and then it is stale.
/// </param>
/// <param name="Future">The price of the future that expires with the options, won per share.</param>
public readonly record struct ForwardComparison(Answer Parity, Answer Future)
{
    /// <summary>The future less the parity forward, won per share.</summary>
    public Answer Difference => Both is { } both ? Answer.Of(both.Future - both.Parity, Inputs) : Missing;

    /// <summary>The difference in percent of the parity forward: 1 for one percent.</summary>
    public Answer DifferencePercent => Both is { } both ? Answer.Of(100 * (both.Future - both.Parity) / both.Parity, Inputs) : Missing;

    private (double Parity, double Future)? Both =>
        (Parity.Value, Future.Value) is ({ } parity, { } future) ? (parity, future) : null;

    private InputAge Inputs => Parity.Inputs.And(Future.Inputs);

    private Answer Missing => Answer.None(Parity.Value is null ? Parity.Reason : Future.Reason, Inputs);
}
