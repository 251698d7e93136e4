namespace OptionAuctions.Chains;

/// <summary>The age of the inputs of an answer: that of the oldest one, and whether one of them is stale.</summary>
/// <param name="Oldest">
/// Age of the oldest input at the moment of the view; <see langword="null"/> when there was no input. Below 0 when its clock is ahead of the view's.
/// </param>
/// <param name="IsStale">
/// True when the source of an input says that it is no longer current, or when its moment is further from the view's than
/// <see cref="PricingTerms.MaxInputAge"/>. The answer is then as stale as that input.
/// </param>
public readonly record struct InputAge(TimeSpan? Oldest, bool IsStale)
{
    /// <summary>No input. It is <c>default</c>.</summary>
    public static InputAge None => default;

    /// <summary>Returns the age of one input.</summary>
    /// <param name="at">The moment of the input.</param>
    /// <param name="isStale">True when its source says that it is no longer current.</param>
    /// <param name="now">The moment of the view.</param>
    /// <param name="maxAge">The age beyond which it is stale in any case; the same distance into the future counts as well.</param>
    public static InputAge Of(DateTimeOffset at, bool isStale, DateTimeOffset now, TimeSpan maxAge) =>
        new(now - at, isStale || (now - at).Duration() > maxAge);

    /// <summary>Returns the age of the inputs of both: the older one, and stale when either is.</summary>
    public InputAge And(InputAge other) =>
        new(Oldest is { } mine && (other.Oldest is not { } its || mine > its) ? mine : other.Oldest, IsStale || other.IsStale);
}
