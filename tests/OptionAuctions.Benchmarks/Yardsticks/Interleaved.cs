using System.Diagnostics;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>What one contender took, in nanoseconds an operation: the median of the rounds, and the fastest and slowest of them.</summary>
internal readonly record struct Timing(double Median, double Least, double Most);

/// <summary>One contender against another: the median of the ratios of each round, which a noise common to both leaves alone.</summary>
internal readonly record struct Ratio(double Median, double Least, double Most);

/// <summary>Times contenders in turn, round by round, so that what disturbs the machine disturbs all of them.</summary>
internal sealed class Interleaved
{
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);

    private readonly double[][] _nanoseconds; // by contender, then round

    private Interleaved(double[][] nanoseconds) => _nanoseconds = nanoseconds;

    /// <summary>Runs the contenders, each some passes a round.</summary>
    /// <param name="rounds">Rounds that count, at least five.</param>
    /// <param name="slice">How long each contender runs in a round.</param>
    /// <param name="operations">Operations of one pass, to which the times are related.</param>
    /// <param name="contenders">One pass of each.</param>
    public static Interleaved Run(int rounds, TimeSpan slice, int operations, params Action[] contenders)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 5);
        WarmUp(contenders);
        var passes = contenders.Select(contender => PassesIn(slice, contender)).ToArray();
        var nanoseconds = contenders.Select(_ => new double[rounds]).ToArray();
        for (var round = 0; round < rounds; round++)
            for (var i = 0; i < contenders.Length; i++)
                nanoseconds[i][round] = Time(contenders[i], passes[i]).TotalNanoseconds / passes[i] / operations;
        return new Interleaved(nanoseconds);
    }

    /// <summary>Nanoseconds an operation of a contender, by its place.</summary>
    public Timing this[int contender] => Spread(_nanoseconds[contender], (median, least, most) => new Timing(median, least, most));

    /// <summary>How many times as long one contender took as another.</summary>
    public Ratio Over(int contender, int yardstick) => Spread(
        [.. _nanoseconds[contender].Zip(_nanoseconds[yardstick], (mine, theirs) => mine / theirs)], (median, least, most) => new Ratio(median, least, most));

    private static T Spread<T>(double[] values, Func<double, double, double, T> of)
    {
        var sorted = values.Order().ToArray();
        return of((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The JIT compiles anew what runs often, in the background and twice: it is given the time to come to rest.</summary>
    private static void WarmUp(Action[] contenders)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < Warm)
            foreach (var contender in contenders) contender();
    }

    private static int PassesIn(TimeSpan slice, Action contender)
    {
        var passes = 1;
        for (var took = Time(contender, 1); took < slice; took = Time(contender, passes)) passes *= 2;
        Time(contender, passes);
        return Math.Max(1, (int)(passes * (slice / Time(contender, passes))));
    }

    private static TimeSpan Time(Action contender, int passes)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < passes; i++) contender();
        return Stopwatch.GetElapsedTime(start);
    }
}
