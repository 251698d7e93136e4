using OptionAuctions.Auctions;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>Decodes data messages into batches of their records, in wire order. What is refused is counted, kept raw and skipped.</summary>
/// <remarks>Used by the threads that read sockets: a message is decoded where it was received, and its text is not copied.</remarks>
internal sealed class RecordDecoder(FeedMeter meter)
{
    /// <summary>Adds the records of a message to the batch of its connection.</summary>
    public void Decode(ReadOnlySpan<byte> message, RecordBatch batch)
    {
        batch.BeginMessage();
        var head = EnvelopeDecoder.Decode(message);
        var error = head.Layout switch
        {
            null => head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error,
            { Kind: RecordKind.Trade } layout => DecodeTrades(message, head, layout, batch),
            var layout => DecodeRecords(message, head, layout, batch),
        };
        if (error != DecodeError.None) meter.MessageRefused(error, message, batch.Epoch);
    }

    private DecodeError DecodeRecords(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout, RecordBatch batch)
    {
        if (RecordReader.Open(message, head, layout, out var reader) is var refused and not DecodeError.None) return refused;

        Count(layout, reader.Width, head.Count, batch);
        for (var i = 1; reader.TryRead(out batch.Next, out var detail, out var error); i++)
        {
            if (error != DecodeError.None)
            {
                Refuse(error, reader.Raw, batch);
                continue;
            }

            if (layout.Kind == RecordKind.Book)
            {
                batch.AddBook(batch.Next.Code, detail!);
                continue;
            }

            if (detail is not null) batch.AddOfNext(detail);
            batch.AddNext(new RecordPlace(batch.LastMessage, i, reader.Width));
        }

        return DecodeError.None;
    }

    private DecodeError DecodeTrades(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout, RecordBatch batch)
    {
        if (TradeReader.Open(message, head, layout, out var reader) is var refused and not DecodeError.None) return refused;

        Count(layout, reader.Width, head.Count, batch);
        while (reader.TryRead(out var trade, out var error))
        {
            if (error == DecodeError.None) batch.Add(trade);
            else Refuse(error, reader.Raw, batch);
        }

        return DecodeError.None;
    }

    private void Count(RecordLayout layout, int width, int records, RecordBatch batch)
    {
        batch.DataMessages++;
        batch.Announced += records;
        if (width > layout.Width) meter.MessageWasWider(width);
    }

    private void Refuse(DecodeError error, ReadOnlySpan<byte> raw, RecordBatch batch)
    {
        batch.Refused++;
        meter.RecordRefused(error, raw, batch.Epoch);
    }
}
