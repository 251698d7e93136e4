using System.Globalization;
using System.Text.Json.Serialization;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// An amount in Korean won per share of the underlying, exact to a hundredth, between ±21,474,836.47, or no value.
/// </summary>
/// <remarks>
/// A contract is ten shares as a rule, so its premium is ten times this. Kept as a count of hundredths in four bytes: the
/// venue writes two decimals although the exchange quotes whole won. A difference and a price share the type.
/// </remarks>
[JsonConverter(typeof(WonJsonConverter))]
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

    /// <summary>Adds two amounts; <see cref="None"/> when either is.</summary>
    /// <exception cref="OverflowException">The sum is beyond ±21,474,836.47 won; the message has both amounts.</exception>
    public static Won operator +(Won left, Won right) => Sum(left, right, (long)left.Hundredths + right.Hundredths, '+');

    /// <summary>Subtracts an amount; <see cref="None"/> when either is.</summary>
    /// <exception cref="OverflowException">The difference is beyond ±21,474,836.47 won; the message has both amounts.</exception>
    public static Won operator -(Won left, Won right) => Sum(left, right, (long)left.Hundredths - right.Hundredths, '-');

    /// <summary>Reverses the sign; <see cref="None"/> stays none.</summary>
    public static Won operator -(Won won) => OfHundredths(-won.Hundredths); // int.MinValue, for no value, is its own negative

    /// <summary>
    /// Multiplies an amount, for example by the shares of a contract, and rounds to the nearest hundredth, half away from zero; <see cref="None"/> stays none.
    /// </summary>
    /// <exception cref="OverflowException">The product is beyond ±21,474,836.47 won; the message has both factors.</exception>
    public static Won operator *(Won won, decimal factor)
    {
        if (won.ToDecimal() is not { } amount) return None;
        try
        {
            return Of(amount * factor);
        }
        catch (Exception cause) when (cause is ArgumentOutOfRangeException or OverflowException)
        {
            throw Overflow(won, '*', factor.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <inheritdoc cref="op_Multiply(Won, decimal)"/>
    public static Won operator *(decimal factor, Won won) => won * factor;

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

    private static Won Sum(Won left, Won right, long hundredths, char sign)
    {
        if (!left.HasValue || !right.HasValue) return None;
        return hundredths is >= -int.MaxValue and <= int.MaxValue ? OfHundredths((int)hundredths) : throw Overflow(left, sign, right.ToString());
    }

    private static OverflowException Overflow(Won left, char sign, string right) => new($"{left} {sign} {right} is beyond ±21474836.47 won");

    /// <summary>Returns the amount with two decimals and a point in any culture; empty for <see cref="None"/>.</summary>
    public override string ToString() => FixedPoint.Format(Hundredths);
}
