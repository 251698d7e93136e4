using System.Globalization;
using System.Text;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The distortions of data messages. Pure functions; a message is <c>0|TR|count|fields</c>, its records seven fields each.</summary>
internal static class Distortions
{
    private const int Width = 7, Time = 1, Price = 2, Change = 3, Rate = 5, Phase = 6;
    private static readonly byte[] KoreanText = [0xC0, 0xE5, 0xC0, 0xFC]; // 장전 in code page 949: not UTF-8

    /// <summary>Holds the message back until the next one, and sends it behind that.</summary>
    public static Distortion SwapWithNext { get; } = message => [message];

    /// <summary>Holds the message back until the next one, and sends both as one.</summary>
    public static Distortion JoinWithNext { get; } = message => [message];

    public static IReadOnlyList<byte[]> Twice(byte[] message) => [message, message];

    public static IReadOnlyList<byte[]> Lose(byte[] message) => [];

    public static IReadOnlyList<byte[]> Halve(byte[] message) => [message[..(message.Length / 2)]];

    public static IReadOnlyList<byte[]> MarkEncrypted(byte[] message) => [[(byte)'1', .. message[1..]]];

    public static Distortion AppendColumns(int columns, string value) => OnRecords(record => [.. record, .. Enumerable.Repeat(value, columns)]);

    /// <summary>A price in whole won comes last.</summary>
    public static Distortion AppendPrice { get; } = OnRecords(record => [.. record, record[Price].Split('.')[0]]);

    /// <summary>An undocumented column comes first and the last one is missing, so that the width stays.</summary>
    public static Distortion ShiftColumns { get; } = OnRecords(record => ["0", .. record[..^1]]);

    public static Distortion MergeColumns { get; } = OnRecords(record =>
        [.. record[..Price], record[Price] + record[Change], .. record[(Change + 1)..]]);

    public static Distortion DropLastColumn { get; } = OnRecords(record => record[..^1]);

    public static Distortion WithoutMinus { get; } = OnRecords(record =>
        With(With(record, Change, record[Change].TrimStart('-')), Rate, record[Rate].TrimStart('-')));

    public static Distortion PriceIs(string text) => OnRecords(record => With(record, Price, text));

    public static Distortion TimeIs(string text) => OnRecords(record => With(record, Time, text));

    public static Distortion PhaseIs(string text) => OnRecords(record => With(record, Phase, text));

    public static Distortion CodeIs(string text) => OnRecords(record => With(record, 0, text));

    public static Distortion CountIsOffBy(int difference) => message =>
    {
        var (head, count, payload) = Split(message);
        return [Join(head, Math.Max(0, count + difference), payload)];
    };

    public static Distortion CountIs(int count) => message =>
    {
        var (head, _, payload) = Split(message);
        return [Join(head, count, payload)];
    };

    /// <summary>Replaces the last field by Korean text in code page 949.</summary>
    public static IReadOnlyList<byte[]> BreakUtf8(byte[] message)
    {
        var last = Array.LastIndexOf(message, (byte)'^') + 1;
        return [[.. message[..last], .. KoreanText]];
    }

    private static Distortion OnRecords(Func<string[], string[]> change) => message =>
    {
        var (head, count, payload) = Split(message);
        var records = payload.Split('^').Chunk(Width).Select(change);
        return [Join(head, count, string.Join('^', records.Select(record => string.Join('^', record))))];
    };

    private static string[] With(string[] record, int field, string value)
    {
        var changed = (string[])record.Clone();
        changed[field] = value;
        return changed;
    }

    private static (string Head, int Count, string Payload) Split(byte[] message)
    {
        var parts = Encoding.Latin1.GetString(message).Split('|', 4);
        return ($"{parts[0]}|{parts[1]}", int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
    }

    private static byte[] Join(string head, int count, string payload) =>
        Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}|{count:000}|{payload}"));
}
