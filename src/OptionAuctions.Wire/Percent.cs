namespace OptionAuctions.Wire;

/// <summary>
/// A rate in percent, exact to a hundredth of a point (5.25 is 5.25 %), between ±21,474,836.47, or none at all.
/// </summary>
/// <remarks>Option premiums move by multiples, so nothing near ±100 is a limit.</remarks>
public readonly record struct Percent
{
    private readonly int _hundredths;

    private Percent(int hundredths) => _hundredths = hundredths;

    /// <summary>No rate: the venue left the field empty, or wrote <c>nan</c>.</summary>
    public static Percent None { get; } = new(Wire.Hundredths.None);

    /// <summary>False for <see cref="None"/>.</summary>
    public bool HasValue => _hundredths != Wire.Hundredths.None;

    /// <summary>The rate as a count of hundredths of a point; <see cref="int.MinValue"/> for <see cref="None"/>.</summary>
    public int Hundredths => _hundredths;

    /// <summary>A rate from a decimal of percent, rounded to the nearest hundredth, half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond ±21,474,836.47.</exception>
    public static Percent Of(decimal percent) => new(Wire.Hundredths.Of(percent));

    /// <summary>A rate from a count of hundredths of a point.</summary>
    public static Percent OfHundredths(int hundredths) => new(hundredths);

    /// <summary>The rate for the edge of the system; <see langword="null"/> for <see cref="None"/>.</summary>
    public decimal? ToDecimal() => Wire.Hundredths.ToDecimal(_hundredths);

    /// <summary>Two decimals and a point in any culture; empty for <see cref="None"/>.</summary>
    public override string ToString() => Wire.Hundredths.Format(_hundredths);
}
