using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// An amount in Korean won per share of the underlying, exact to a hundredth, between ±21,474,836.47, or no value.
/// </summary>
/// <remarks>
/// A contract is ten shares as a rule, so its premium is ten times this. Kept as a count of hundredths in four bytes: the
/// venue writes two decimals although the exchange quotes whole won. A difference and a price share the type.
/// </remarks>
public readonly record struct Won : IComparable<Won>
{
    // With the highest bit reversed, so that default, all zeros, is no value.
    private readonly int _biased;

    private Won(int biased) => _biased = biased;

    /// <summary>No amount: nothing would match, the venue left the field empty, or there is no record yet. It is <c>default</c>.</summary>
    public static Won None => default;

    /// <summary>False for <see cref="None"/>.</summary>
    public bool HasValue => _biased != 0;

    /// <summary>The amount as a count of hundredths of a won; <see cref="int.MinValue"/> for <see cref="None"/>.</summary>
    public int Hundredths => _biased ^ FixedPoint.Bias;

    /// <summary>Creates an amount from a decimal, rounded to the nearest hundredth, half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond ±21,474,836.47 won.</exception>
    public static Won Of(decimal won) => OfHundredths(FixedPoint.Of(won));

    /// <summary>Creates an amount from a count of hundredths of a won.</summary>
    public static Won OfHundredths(int hundredths) => new(hundredths ^ FixedPoint.Bias);

    /// <summary>Converts the amount to a decimal, for output; <see langword="null"/> for <see cref="None"/>.</summary>
    public decimal? ToDecimal() => FixedPoint.ToDecimal(Hundredths);

    /// <summary>Orders by amount; <see cref="None"/> comes first.</summary>
    public int CompareTo(Won other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>True when the left amount is less; <see cref="None"/> is less than any amount.</summary>
    public static bool operator <(Won left, Won right) => left.CompareTo(right) < 0;

    /// <summary>True when the left amount is more; any amount is more than <see cref="None"/>.</summary>
    public static bool operator >(Won left, Won right) => left.CompareTo(right) > 0;

    /// <summary>True when the left amount is not more.</summary>
    public static bool operator <=(Won left, Won right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left amount is not less.</summary>
    public static bool operator >=(Won left, Won right) => left.CompareTo(right) >= 0;

    /// <summary>Returns the amount with two decimals and a point in any culture; empty for <see cref="None"/>.</summary>
    public override string ToString() => FixedPoint.Format(Hundredths);
}
