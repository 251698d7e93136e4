namespace OptionAuctions.Auctions;

/// <summary>The JSON form of an <see cref="AgeDistribution"/>: the number of records in each class, in the order of its bounds.</summary>
internal sealed record AgeDistributionModel : IJsonModel<AgeDistribution, AgeDistributionModel>
{
    public IReadOnlyList<int> Counts { get; init; } = [];

    public static AgeDistributionModel Of(in AgeDistribution ages)
    {
        var counts = new int[AgeDistribution.Bounds.Count + 1];
        for (var i = 0; i < counts.Length; i++) counts[i] = ages[i];
        return new AgeDistributionModel { Counts = counts };
    }

    public AgeDistribution ToValue() => new(Counts);
}
