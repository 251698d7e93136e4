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
    private readonly int _hundredths;

    private Won(int hundredths) => _hundredths = hundredths;

    /// <summary>No amount: nothing would match, or the venue left the field empty.</summary>
    public static Won None { get; } = new(FixedPoint.None);

    /// <summary>False for <see cref="None"/>.</summary>
    public bool HasValue => _hundredths != FixedPoint.None;

    /// <summary>The amount as a count of hundredths of a won; <see cref="int.MinValue"/> for <see cref="None"/>.</summary>
    public int Hundredths => _hundredths;

    /// <summary>Creates an amount from a decimal, rounded to the nearest hundredth, half away from zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Beyond ±21,474,836.47 won.</exception>
    public static Won Of(decimal won) => new(FixedPoint.Of(won));

    /// <summary>Creates an amount from a count of hundredths of a won.</summary>
    public static Won OfHundredths(int hundredths) => new(hundredths);

    /// <summary>Converts the amount to a decimal, for output; <see langword="null"/> for <see cref="None"/>.</summary>
    public decimal? ToDecimal() => FixedPoint.ToDecimal(_hundredths);

    /// <summary>Orders by amount; <see cref="None"/> comes first.</summary>
    public int CompareTo(Won other) => _hundredths.CompareTo(other._hundredths);

    /// <summary>True when the left amount is less; <see cref="None"/> is less than any amount.</summary>
    public static bool operator <(Won left, Won right) => left.CompareTo(right) < 0;

    /// <summary>True when the left amount is more; any amount is more than <see cref="None"/>.</summary>
    public static bool operator >(Won left, Won right) => left.CompareTo(right) > 0;

    /// <summary>True when the left amount is not more.</summary>
    public static bool operator <=(Won left, Won right) => left.CompareTo(right) <= 0;

    /// <summary>True when the left amount is not less.</summary>
    public static bool operator >=(Won left, Won right) => left.CompareTo(right) >= 0;

    /// <summary>Returns the amount with two decimals and a point in any culture; empty for <see cref="None"/>.</summary>
    public override string ToString() => FixedPoint.Format(_hundredths);
}
