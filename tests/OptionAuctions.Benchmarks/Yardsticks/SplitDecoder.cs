using System.Globalization;
using System.Text;

namespace OptionAuctions.Benchmarks.Yardsticks;

/// <summary>The same information the way one writes it first: a string, <c>Split</c>, <c>decimal.Parse</c>, a class.</summary>
internal static class SplitDecoder
{
    private const int Columns = 7;

    public sealed record Record(string Code, TimeOnly? Time, decimal Price, decimal Change, int Sign, decimal Rate, string Phase);

    /// <summary>Reads every record of a data message.</summary>
    /// <returns>How many were written to <paramref name="records"/>.</returns>
    public static int Decode(ReadOnlySpan<byte> message, Span<Record> records)
    {
        var parts = Encoding.ASCII.GetString(message).Split('|', 4);
        if (parts.Length < 4 || parts[0] != "0" || parts[1] != "H0ZOANC0") return 0;
        var count = int.Parse(parts[2], CultureInfo.InvariantCulture);
        var fields = parts[3].Split('^');
        var width = fields.Length / count;
        if (width < Columns) return 0;

        for (var i = 0; i < count; i++)
        {
            var at = i * width;
            records[i] = new Record(
                fields[at], fields[at + 1] == "000000" ? null : TimeOnly.ParseExact(fields[at + 1], "HHmmss", CultureInfo.InvariantCulture),
                decimal.Parse(fields[at + 2], CultureInfo.InvariantCulture), decimal.Parse(fields[at + 3], CultureInfo.InvariantCulture),
                int.Parse(fields[at + 4], CultureInfo.InvariantCulture), decimal.Parse(fields[at + 5], CultureInfo.InvariantCulture), fields[at + 6]);
        }

        return count;
    }
}
