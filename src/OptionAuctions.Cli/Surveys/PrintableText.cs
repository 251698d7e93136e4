using System.Globalization;
using System.Text;

namespace OptionAuctions.Cli.Surveys;

/// <summary>Texts of the survey: bytes of a message, and times.</summary>
internal static class PrintableText
{
    /// <summary>Longest example, characters of the message.</summary>
    public const int Longest = 240;

    /// <summary>Returns bytes as ASCII, all others and a backslash as <c>\xNN</c>; what is longer is cut, and its length is said.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int longest = Longest)
    {
        var text = new StringBuilder();
        foreach (var one in bytes[..Math.Min(bytes.Length, longest)])
        {
            if (one is >= 0x20 and < 0x7F and not (byte)'\\') text.Append((char)one);
            else text.Append(CultureInfo.InvariantCulture, $"\\x{one:X2}");
        }

        if (bytes.Length > longest) text.Append(CultureInfo.InvariantCulture, $"... ({bytes.Length} bytes)");
        return text.ToString();
    }

    /// <summary>Returns a time of arrival: <c>2026-11-30 08:40:00.123</c>.</summary>
    public static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Returns a time of the venue: <c>08:40:00</c>; <see langword="null"/> when there is none.</summary>
    public static string? Time(TimeOnly? time) => time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Returns microseconds as milliseconds.</summary>
    public static double Milliseconds(long microseconds) => Math.Round(microseconds / 1000.0, 1);

    /// <summary>Returns a span in microseconds.</summary>
    public static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Returns a sentence with invariant numbers.</summary>
    public static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
