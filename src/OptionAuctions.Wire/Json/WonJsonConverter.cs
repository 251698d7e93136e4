namespace OptionAuctions.Wire;

/// <summary>The JSON form of <see cref="Won"/>: a number with two decimals, or null for none.</summary>
internal sealed class WonJsonConverter : HundredthsJsonConverter<Won>
{
    protected override decimal? DecimalOf(Won value) => value.ToDecimal();

    protected override Won ValueOf(decimal number) => Won.Of(number);
}
