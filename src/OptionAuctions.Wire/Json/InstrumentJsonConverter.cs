namespace OptionAuctions.Wire;

/// <summary>The JSON form of an <see cref="Instrument"/>: <c>"B11612083"</c>, or null for none.</summary>
internal sealed class InstrumentJsonConverter : TextJsonConverter<Instrument>
{
    protected override string Noun => $"an option code: one to {Instrument.MaxLength} of A-Z and 0-9";

    protected override string TextOf(Instrument value) => value.ToString();

    protected override bool TryParse(string text, out Instrument value) => Instrument.TryParse(text, out value);
}
