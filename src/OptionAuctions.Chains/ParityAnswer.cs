namespace OptionAuctions.Chains;

/// <summary>The parity forward of a ladder at a moment, with the age of the prices that it is computed from.</summary>
/// <param name="Current">That of the current prices alone.</param>
/// <param name="Answer">The same; when it does not exist, that of the last prices, which is stale.</param>
internal readonly record struct ParityAnswer(ParityForward Current, Answer Answer)
{
    public static ParityAnswer Of(IReadOnlyList<QuotedStrike> rows, PricedStrike[] current, PricingMoment moment)
    {
        var forward = ParityForward.Of(current, moment.Discount);
        if (forward.Strikes > 0)
            return new ParityAnswer(forward, AnswerOf(forward, rows.Where((_, row) => IsPair(current[row])), moment));

        var pairs = rows.Where(row => IsPair(row.Last)).ToArray();
        return new ParityAnswer(forward, AnswerOf(ParityForward.Of(pairs.Select(row => row.Last), moment.Discount), pairs, moment));
    }

    private static Answer AnswerOf(ParityForward forward, IEnumerable<QuotedStrike> pairs, PricingMoment moment)
    {
        var inputs = pairs.Aggregate(InputAge.None, (age, row) => age.And(row.AgeAt(moment)));
        return forward.Value is { } won ? Answer.Of(won, inputs) : Answer.None(NoAnswer.NoForward, inputs);
    }

    private static bool IsPair(PricedStrike at) => at is { Call: not null, Put: not null };
}
