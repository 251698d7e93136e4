namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>How a figure stands to its goal.</summary>
internal enum Verdict
{
    /// <summary>The aim is reached.</summary>
    Aim,

    /// <summary>What must be is.</summary>
    Must,

    /// <summary>It is not, by no more than a measurement of time may be off.</summary>
    Slack,

    /// <summary>It is not.</summary>
    Missed,

    /// <summary>Shown, not judged.</summary>
    Shown,
}

/// <summary>What a figure has to reach: a row of the table.</summary>
/// <param name="Id">Its number, for example P3.</param>
/// <param name="What">What is measured, for a person.</param>
/// <param name="Must">The bound.</param>
/// <param name="Aim">What would be better.</param>
/// <param name="Unit">Of all three figures.</param>
/// <param name="More">True when more is better.</param>
/// <param name="IsTime">True for times, which get fifteen percent; memory is strict.</param>
internal sealed record Goal(string Id, string What, double Must, double Aim, string Unit, bool More = false, bool IsTime = true)
{
    private const double TimeSlack = 1.15;

    public Verdict Judge(double value)
    {
        if (double.IsNaN(Must)) return Verdict.Shown;
        if (Reaches(value, Aim)) return Verdict.Aim;
        if (Reaches(value, Must)) return Verdict.Must;
        return IsTime && Reaches(value, More ? Must / TimeSlack : Must * TimeSlack) ? Verdict.Slack : Verdict.Missed;
    }

    private bool Reaches(double value, double bound) => More ? value >= bound : value <= bound;
}

/// <summary>What was measured of a goal.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Rounds">The figure in each round, each from contenders that ran one after the other.</param>
/// <param name="Detail">Absolute figures behind it.</param>
internal sealed record Finding(Goal Goal, IReadOnlyList<double> Rounds, string Detail)
{
    /// <summary>The median.</summary>
    public double Value { get; } = Median(Rounds);

    /// <summary>From the least to the most, as a share of the median.</summary>
    public double Spread => Value == 0 ? 0 : (Rounds.Max() - Rounds.Min()) / Value;

    public Verdict Verdict => Goal.Judge(Value);

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
