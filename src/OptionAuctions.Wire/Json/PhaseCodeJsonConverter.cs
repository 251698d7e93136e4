using System.Text;

namespace OptionAuctions.Wire;

/// <summary>The JSON form of a <see cref="PhaseCode"/>: <c>"311"</c>, or null when the field was empty.</summary>
internal sealed class PhaseCodeJsonConverter : TextJsonConverter<PhaseCode>
{
    protected override string Noun => "a phase code: at most four printable ASCII characters";

    protected override string TextOf(PhaseCode value) => value.Raw;

    protected override bool TryParse(string text, out PhaseCode value) => PhaseCode.TryParse(Encoding.UTF8.GetBytes(text), out value);
}
