using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Growth;

/// <summary>One plot: what a record costs as one thing grows.</summary>
/// <param name="Name">Of its file and its place on the page.</param>
/// <param name="Title">What grows, and what does not.</param>
/// <param name="Axis">What grows, with its unit.</param>
/// <param name="Steps">How it grows.</param>
/// <param name="At">The load at a step.</param>
/// <param name="IsLogarithmic">True when the steps are better seen so.</param>
internal sealed record Figure(string Name, string Title, string Axis, int[] Steps, Func<int, GrowthLoad> At, bool IsLogarithmic = false)
{
    private const int CodesOfASession = 1_000;

    public static IReadOnlyList<Figure> All { get; } =
    [
        new("codes", "Codes (4 records a message, 1 subscriber)", "codes", [1, 10, 41, 205, 820, 4_100, 10_000],
            codes => new GrowthLoad(codes, Sessions: (codes + CodesOfASession - 1) / CodesOfASession), IsLogarithmic: true),
        new("subscribers", "Subscribers (each to all of 41 codes, 4 records a message)", "subscribers", [1, 2, 5, 10, 20, 50, 100],
            subscribers => new GrowthLoad(41, Subscribers: subscribers)),
        new("frames", "Records a message (820 codes, 1 subscriber)", "records a message", [1, 2, 4, 8, 20, 50],
            perFrame => new GrowthLoad(820, perFrame), IsLogarithmic: true),
        new("appkeys", "App keys (41 codes each, 4 records a message, 1 subscriber)", "app keys", [1, 2, 5, 10, 20],
            keys => new GrowthLoad(41 * keys, Sessions: keys)),
    ];
}

/// <summary>What was measured at one step.</summary>
/// <param name="Step">How far it had grown.</param>
/// <param name="Costs">Each round of each contender.</param>
internal sealed record Point(int Step, IReadOnlyDictionary<string, List<Cost>> Costs)
{
    /// <summary>Nanoseconds of CPU a record, the median of the rounds.</summary>
    public double Nanoseconds(string contender) => Finding.Median(Costs[contender].Select(cost => cost.Nanoseconds));

    /// <summary>Million records a second, the median of the rounds.</summary>
    public double Millions(string contender) => Finding.Median(Costs[contender].Select(cost => cost.PerSecond)) / 1e6;
}

/// <summary>One round of one contender.</summary>
/// <param name="Nanoseconds">CPU of the whole process a record, user and kernel, all threads.</param>
/// <param name="PerSecond">Records a second, from the first sent until each subscriber knew of the last.</param>
internal readonly record struct Cost(double Nanoseconds, double PerSecond);
