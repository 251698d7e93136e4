namespace OptionAuctions.Wire;

/// <summary>The JSON form of an <see cref="OptionCode"/>: <c>"B11612083"</c>, or null for none.</summary>
internal sealed class OptionCodeJsonConverter : TextJsonConverter<OptionCode>
{
    protected override string Noun => $"an option code: one to {OptionCode.MaxLength} of A-Z and 0-9";

    protected override string TextOf(OptionCode value) => value.ToString();

    protected override bool TryParse(string text, out OptionCode value) => OptionCode.TryParse(text, out value);
}
