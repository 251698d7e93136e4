using System.Text;

namespace OptionAuctions.Wire;

/// <summary>The JSON form of a <see cref="ChangeSign"/>: the venue's character, <c>"5"</c>, or null when the field was empty.</summary>
internal sealed class ChangeSignJsonConverter : TextJsonConverter<ChangeSign>
{
    protected override string Noun => "the sign of a change: one printable ASCII character";

    protected override string TextOf(ChangeSign value) => value.Raw;

    protected override bool TryParse(string text, out ChangeSign value) => ChangeSign.TryParse(Encoding.UTF8.GetBytes(text), out value);
}
