namespace OptionAuctions.Wire.Tests;

public sealed class AllocationSpecs
{
    private const int Decodes = 10_000;

    [Fact]
    public void Decoding_allocates_nothing()
    {
        var messages = new[]
        {
            Frames.Of(Frames.Fields(), Frames.Fields(price: "", time: "(null)", phase: "AB1"), Frames.Fields(rate: "-nan", sign: "9")),
            Frames.Of([[.. Frames.Fields(price: "1060.005"), "a|b\nc"]]),
            Frames.Of(Frames.Fields(code: "?"), Frames.Fields(time: "?"), Frames.Fields(change: "?"), Frames.Fields(phase: "?????")),
            Frames.Bytes("0|H0ZOANC0|002|^"),
            Frames.Bytes("0|H0STANC0|001|^"),
            Trades.Of(Trades.Fields(), Trades.Fields(price: "", time: "(null)")),
            Trades.Of([.. Trades.Fields(price: "1060.005"), "a|b"]),
            Trades.Of([.. Trades.Fields()[..7], .. Enumerable.Repeat("?", 46)]),
            Trades.Of(Trades.Fields(code: "?"), Trades.Fields(time: "?"), Trades.Fields(opening: "?"), Trades.Fields(sign: "-120.00")),
            Frames.Bytes("0|H0ZOCNT0|002|^"),
            Frames.Bytes("{}"),
        };
        var sum = Decode(messages); // the first time pays for the tables

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = Decode(messages);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(sum, again);
        Assert.NotEqual(0, sum);
    }

    private static long Decode(byte[][] messages)
    {
        long sum = 0;
        for (var i = 0; i < Decodes; i++)
        {
            var message = messages[i % messages.Length];
            var head = EnvelopeDecoder.Decode(message);
            if (TradeReader.Open(message, head, RecordLayout.H0ZOCNT0, out var trades) == DecodeError.None)
                while (trades.TryRead(out var trade, out var refused))
                    sum += trade.Code.GetHashCode() + trade.Price.Hundredths + trade.OpeningPrice.Hundredths
                        + (trade.Time?.Second ?? 0) + (int)refused + trades.Raw.Length;
            if (RecordReader.Open(message, head, RecordLayout.H0ZOANC0, out var reader) != DecodeError.None) continue;
            while (reader.TryRead(out var record, out var error))
                sum += record.Code.GetHashCode() + record.Price.Hundredths + record.Change.Hundredths + record.Rate.Hundredths
                    + (record.Time?.Second ?? 0) + (int)record.Sign.Direction + record.Phase.GetHashCode() + (int)record.Quality
                    + (int)error + reader.Raw.Length;
        }

        return sum;
    }
}
