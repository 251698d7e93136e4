using System.Text.Json.Serialization;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// A rate in percent, exact to a hundredth of a point (5.25 is 5.25 %), between ±21,474,836.47, or no value.
/// </summary>
/// <remarks>Option premiums change by multiples, so that ±100 is no limit.</remarks>
[JsonConverter(typeof(PercentJsonConverter))]
public readonly record struct Percent
{
    // With the highest bit reversed, so that default, all zeros, is no value.
    private readonly int _biased;

    private Percent(int biased) => _biased = biased;

    /// <summary>No rate: the venue left the field empty or wrote <c>nan</c>, or there is no record yet. It is <c>default</c>.</summary>
    public static Percent None => default;

    /// <summary>False for <see cref="None"/>.</summary>
    public bool HasValue => _biased != 0;

    /// <summary>The rate as a count of hundredths of a point; <see cref="int.MinValue"/> for <see cref="None"/>.</summary>
    public int Hundredths => _biased ^ FixedPoint.Bias;

    /// <summary>Creates a rate from a decimal of percent, rounded to the nearest hundredth, half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond ±21,474,836.47.</exception>
    public static Percent Of(decimal percent) => OfHundredths(FixedPoint.Of(percent));

    /// <summary>Creates a rate from a count of hundredths of a point.</summary>
    public static Percent OfHundredths(int hundredths) => new(hundredths ^ FixedPoint.Bias);

    /// <summary>Converts the rate to a decimal, for output; <see langword="null"/> for <see cref="None"/>.</summary>
    public decimal? ToDecimal() => FixedPoint.ToDecimal(Hundredths);

    /// <summary>Returns the rate with two decimals and a point in any culture; empty for <see cref="None"/>.</summary>
    public override string ToString() => FixedPoint.Format(Hundredths);
}
