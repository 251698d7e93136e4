namespace OptionAuctions.Wire;

/// <summary>The JSON form of a <see cref="Percent"/>: a number with two decimals, or null for none.</summary>
internal sealed class PercentJsonConverter : HundredthsJsonConverter<Percent>
{
    protected override decimal? DecimalOf(Percent value) => value.ToDecimal();

    protected override Percent ValueOf(decimal number) => Percent.Of(number);
}
