using System.Text;

namespace OptionAuctions.Wire.Tests;

/// <summary>Values made of text, which only the wire can make otherwise.</summary>
internal static class Values
{
    public static ChangeSign Sign(string text)
    {
        Assert.True(ChangeSign.TryParse(Encoding.Latin1.GetBytes(text), out var sign));
        return sign;
    }
}
