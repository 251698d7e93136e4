using System.Globalization;
using System.Text;

namespace OptionAuctions.Venue.Market;

/// <summary>Writes data messages with their envelope: <c>0|TR|count|record^record…</c>.</summary>
internal static class EnvelopeText
{
    /// <summary>Most records of one message. The venue's own examples show four; nineteen were seen.</summary>
    public const int MostRecords = 19;

    public static byte[] Of(string trId, IReadOnlyList<Print> records)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0|{trId}|{records.Count:000}|"));
        var text = new byte[head.Length + records.Sum(r => r.Text.Length + 1) - 1];
        head.CopyTo(text, 0);
        var at = head.Length;
        foreach (var record in records)
        {
            if (at > head.Length) text[at++] = (byte)'^';
            record.Text.CopyTo(text, at);
            at += record.Text.Length;
        }

        return text;
    }
}
