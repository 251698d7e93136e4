using System.Globalization;
using System.Text;
using OptionAuctions.Wire;
using static OptionAuctions.Wire.RecordRole;

namespace OptionAuctions.Venue.Scenarios;

/// <summary>The distortions of data messages. Pure functions; a message is <c>0|TR|count|fields</c>, and the TR's layout says which field is what.</summary>
internal static class Distortions
{
    private static readonly byte[] KoreanText = [0xC0, 0xE5, 0xC0, 0xFC]; // 장전 in code page 949: not UTF-8

    /// <summary>Holds the message back until the next one, and sends it behind that.</summary>
    public static Distortion SwapWithNext { get; } = message => [message];

    /// <summary>Holds the message back until the next one, and sends both as one.</summary>
    public static Distortion JoinWithNext { get; } = message => [message];

    public static IReadOnlyList<byte[]> Twice(byte[] message) => [message, message];

    public static IReadOnlyList<byte[]> Lose(byte[] message) => [];

    public static IReadOnlyList<byte[]> Halve(byte[] message) => [message[..(message.Length / 2)]];

    public static IReadOnlyList<byte[]> MarkEncrypted(byte[] message) => [[(byte)'1', .. message[1..]]];

    public static Distortion AppendColumns(int columns, string value) => OnRecords((_, record) => [.. record, .. Enumerable.Repeat(value, columns)]);

    /// <summary>A price in whole won comes last.</summary>
    public static Distortion AppendPrice { get; } = OnRecords((layout, record) => [.. record, record[layout.At(Price)].Split('.')[0]]);

    /// <summary>An undocumented column comes first and the last one is missing, so that the width stays.</summary>
    public static Distortion ShiftColumns { get; } = OnRecords((_, record) => ["0", .. record[..^1]]);

    /// <summary>The price and the column behind it become one.</summary>
    public static Distortion MergeColumns { get; } = OnRecords((layout, record) =>
        [.. record[..layout.At(Price)], record[layout.At(Price)] + record[layout.At(Price) + 1], .. record[(layout.At(Price) + 2)..]]);

    public static Distortion DropLastColumn { get; } = OnRecords((_, record) => record[..^1]);

    public static Distortion WithoutMinus { get; } = OnRecords((layout, record) =>
        layout.With(layout.With(record, Change, change => change.TrimStart('-')), Rate, rate => rate.TrimStart('-')));

    /// <summary>The sign comes before the change, as in trades; or behind it where it comes before.</summary>
    public static Distortion ExchangeChangeAndSign { get; } = OnRecords((layout, record) =>
        layout.With(layout.With(record, Change, _ => record[layout.At(Sign)]), Sign, _ => record[layout.At(Change)]));

    /// <summary>A book that has a forecast says in a call what it says in session: a price of 0.</summary>
    public static Distortion WithoutForecast { get; } = OnRecords(ForecastText.Without);

    public static Distortion PriceIs(string text) => OnRecords((layout, record) => layout.With(record, Price, _ => text));

    public static Distortion QuantityIs(string text) => OnRecords((layout, record) => layout.With(record, Quantity, _ => text));

    public static Distortion TimeIs(string text) => OnRecords((layout, record) => layout.With(record, Time, _ => text));

    public static Distortion PhaseIs(string text) => OnRecords((layout, record) => layout.With(record, Phase, _ => text));

    public static Distortion CodeIs(string text) => OnRecords((layout, record) => layout.With(record, Code, _ => text));

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

    private static Distortion OnRecords(Func<RecordLayout, string[], string[]> change) => message =>
    {
        var (head, count, payload) = Split(message);
        if (RecordLayout.Named(head[2..]) is not { } layout) return [message];
        var fields = payload.Split('^');
        var width = count > 0 && fields.Length % count == 0 ? Math.Max(fields.Length / count, layout.Width) : layout.Width;
        return [Join(head, count, string.Join('^', fields.Chunk(width).Select(record => string.Join('^', change(layout, record)))))];
    };

    private static (string Head, int Count, string Payload) Split(byte[] message)
    {
        var parts = Encoding.Latin1.GetString(message).Split('|', 4);
        return ($"{parts[0]}|{parts[1]}", int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3]);
    }

    private static byte[] Join(string head, int count, string payload) =>
        Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}|{count:000}|{payload}"));
}
