using CsCheck;

namespace OptionAuctions.Wire.Tests.Slowly;

/// <summary>However fast a message is read, what is read of it is what reading it byte by byte gives.</summary>
public sealed class SameAsSlowlySpecs
{
    // What the venue writes: plain, and around the edges of plain.
    private static readonly Gen<string> Number = Gen.Select(
        Gen.OneOf("", "", "", "-", "-", "+"), Gen.String[Gen.Char['0', '9'], 0, 8], Gen.OneOf(".", ".", ".", ".", ""), Gen.String[Gen.Char['0', '9'], 0, 3],
        (sign, whole, point, decimals) => sign + whole + point + (decimals.Length == 0 ? "00" : decimals));

    private static readonly Gen<string> Price = Gen.OneOf(Gen.Int[0, 12_000_000].Select(Two), Gen.Const("0.00"), Number);
    private static readonly Gen<string> Change = Gen.OneOf(Gen.Int[-1_200_000, 1_200_000].Select(Two), Gen.Const("0.00"), Gen.Const("-0.00"), Number);
    private static readonly Gen<string> Sign = Gen.Char['0', '7'].Select(c => c.ToString());
    private static readonly Gen<string> Clock = Gen.OneOf(
        Gen.Int[0, 240_000].Select(i => i.ToString("000000", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("000000", "235959", "240000", "0845"));
    private static readonly Gen<string> Phase = Gen.OneOf("311", "112", "1", "31", "3111", "31111", "", "A9z", "3-1", "~!");

    private static readonly Gen<string[]> Fields = Gen.Select(
        Any.Code.Select(c => c.ToString()), Clock, Price, Change, Gen.Select(Sign, Change, Phase),
        (code, clock, price, change, rest) => new[] { code, clock, price, change, rest.Item1, rest.Item2, rest.Item3 });

    private static readonly Gen<string[][]> Message = Gen.Select(Fields.Array[1, 5], Gen.OneOf(0, 0, 0, 1, 3, 46), Gen.OneOf("", "x", "35"),
        (records, more, text) => records.Select(fields => fields.Concat(Enumerable.Repeat(text, more)).ToArray()).ToArray());

    [Fact]
    public void Records_of_any_spelling_are_read_the_same() => Message.Select(records => Frames.Of(records)).Sample(Same, iter: 40_000);

    [Fact]
    public void Trades_of_any_spelling_are_read_the_same() => Message.Select(records => Trades.Of([.. records.Select(AsTrade)])).Sample(Same, iter: 20_000);

    [Fact]
    public void Damaged_messages_are_read_the_same() => Message.SelectMany(records => Hostile.Mutation(Frames.Of(records))).Sample(Same, iter: 40_000);

    [Fact]
    public void Damaged_trades_are_read_the_same() =>
        Message.SelectMany(records => Hostile.Mutation(Trades.Of([.. records.Select(AsTrade)]))).Sample(Same, iter: 20_000);

    [Fact]
    public void Noise_is_read_the_same() => Gen.OneOf(Hostile.Bytes, Hostile.Payload).Sample(Same, iter: 20_000);

    [Fact]
    public void Each_byte_of_a_plain_record_replaced_by_any_other_is_read_the_same()
    {
        byte[][] frames =
        [
            Frames.Of(Frames.Fields()),
            Frames.Of(Frames.Fields(), Frames.Fields(sign: "2", change: "20.00", rate: "0.20")),
            Trades.Of(Trades.Fields()),
        ];
        foreach (var frame in frames)
            for (var at = 0; at < frame.Length; at++)
                for (var value = 0; value < 256; value++)
                {
                    var changed = frame.ToArray();
                    changed[at] = (byte)value;
                    Same(changed);
                }
    }

    /// <summary>A message may stand anywhere in a buffer: what lies before and behind it is not read.</summary>
    [Fact]
    public void What_lies_around_a_message_does_not_matter() => Message.Sample(records =>
    {
        var message = Frames.Of(records);
        byte[] carets = [.. Enumerable.Repeat((byte)'^', 70)], around = [.. carets, .. message, .. carets];

        Assert.Equal(Frames.Decode(message).Readings, Frames.Decode(around.AsSpan(70, message.Length)).Readings);
    }, iter: 5_000);

    private static void Same(byte[] message)
    {
        var head = EnvelopeDecoder.Decode(message);
        Assert.Equal(SlowEnvelope.Decode(message), head);

        var decoded = Frames.Decode(message);
        var (error, readings) = SlowRecords.Read(message, decoded.Head);
        Assert.Equal(error, decoded.Error);
        Assert.Equal(readings, decoded.Readings);

        var (tradesError, trades) = SlowRecords.ReadTrades(message, head);
        var decodedTrades = Trades.Decode(message);
        Assert.Equal(tradesError, decodedTrades.Error);
        Assert.Equal(trades, decodedTrades.Readings);
    }

    private static string[] AsTrade(string[] f) => [f[0], f[1], f[2], f[4], f[3], f[5], f[2], .. f[7..]];

    private static string Two(int hundredths) => (hundredths / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
