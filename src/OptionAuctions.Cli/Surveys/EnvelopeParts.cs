using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>The three parts before the payload of a message <c>flag|TR|count|payload</c>, whether our decoder takes it or not.</summary>
/// <param name="Flag">The first part; 0 plain text, 1 encrypted.</param>
/// <param name="Tr">The TR as it is named.</param>
/// <param name="Count">The count as it is written.</param>
internal readonly record struct EnvelopeParts(string Flag, string Tr, string Count)
{
    private const int LongestPart = 16;

    /// <summary>Finds the parts; <see langword="null"/> when there are no three pipes, or the text before them is no flag and TR.</summary>
    public static EnvelopeParts? Of(ReadOnlySpan<byte> message)
    {
        if (message is not [(byte)'0', (byte)'|', ..] and not [(byte)'1', (byte)'|', ..]) return null;
        var tr = message[2..];
        var trLength = tr.IndexOf((byte)'|');
        if (trLength is < 1 or > LongestPart) return null;
        var count = tr[(trLength + 1)..];
        var countLength = count.IndexOf((byte)'|');
        if (countLength is < 0 or > LongestPart) return null;
        return new EnvelopeParts(message[0] == (byte)'0' ? "0" : "1", Name(tr[..trLength]), CountText(count[..countLength]));
    }

    private static string Name(ReadOnlySpan<byte> tr) => RecordLayout.Named(tr)?.TrId ?? PrintableText.Of(tr);

    private static string CountText(ReadOnlySpan<byte> count) => count is [(byte)'0', (byte)'0', (byte)'1'] ? "001" : Encoding.Latin1.GetString(count);
}
