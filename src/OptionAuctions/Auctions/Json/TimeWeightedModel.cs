namespace OptionAuctions.Auctions;

/// <summary>The JSON form of a <see cref="TimeWeighted"/>, with the members of that name.</summary>
internal sealed record TimeWeightedModel : IJsonModel<TimeWeighted, TimeWeightedModel>
{
    /// <summary>The window; null for a whole call, zero for one that is not configured.</summary>
    public TimeSpan? Window { get; init; }

    /// <summary>Not read: it follows from the sums, as do the two below.</summary>
    public double? Mean { get; init; }

    public double? Dispersion { get; init; }

    public double Coverage { get; init; }

    /// <summary>Weight, mean in hundredths of a won, and weighted sum of squares, exactly.</summary>
    public IReadOnlyList<double> Sums { get; init; } = [0, 0, 0];

    public static TimeWeightedModel Of(in TimeWeighted weighted) => new()
    {
        Window = weighted.Window == Timeout.InfiniteTimeSpan ? null : weighted.Window,
        Mean = weighted.Mean,
        Dispersion = weighted.Dispersion,
        Coverage = weighted.Coverage,
        Sums = weighted.Sums,
    };

    public TimeWeighted ToValue() =>
        new(Window ?? Timeout.InfiniteTimeSpan, Sums.ElementAtOrDefault(0), Sums.ElementAtOrDefault(1), Sums.ElementAtOrDefault(2));
}
