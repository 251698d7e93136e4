using Akka.Streams;
using Akka.Streams.Stage;
using OptionAuctions.Auctions;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>
/// The stage of the stream that decodes batches of data messages into batches of their records, in wire order. What is refused is counted, kept raw
/// and skipped.
/// </summary>
internal sealed class RecordDecodingStage : GraphStage<FlowShape<MessageBatch, RecordBatch>>
{
    private readonly Inlet<MessageBatch> _in = new("RecordDecoding.in");
    private readonly Outlet<RecordBatch> _out = new("RecordDecoding.out");
    private readonly MessageIntake _intake;
    private readonly FeedMeter _meter;
    private int _messages, _announced; // of the batch that is being decoded: messages with data, and their records

    public RecordDecodingStage(MessageIntake intake, FeedMeter meter)
    {
        (_intake, _meter) = (intake, meter);
        Shape = new FlowShape<MessageBatch, RecordBatch>(_in, _out);
    }

    public override FlowShape<MessageBatch, RecordBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private RecordBatch Decode(MessageBatch messages)
    {
        var records = RecordBatch.Rent(messages.Epoch, messages.ReceivedAt, _intake.TakeShedBefore(messages.Number), messages.Timestamp);
        (_messages, _announced) = (0, 0);
        for (var i = 0; i < messages.Count; i++) Decode(messages[i], messages.FirstMessage + i, records);
        _meter.MessagesHeldData(_messages, _announced);
        return records;
    }

    private void Decode(ReadOnlySpan<byte> message, long number, RecordBatch records)
    {
        var head = EnvelopeDecoder.Decode(message);
        var error = head.Records == RecordKind.Trade ? DecodeTrades(message, head, records) : DecodeRecords(message, head, number, records);
        if (error != DecodeError.None) _meter.MessageRefused(error, message, records.Epoch);
    }

    private DecodeError DecodeRecords(ReadOnlySpan<byte> message, EnvelopeHead head, long number, RecordBatch records)
    {
        var layout = RecordLayout.H0ZOANC0;
        if (RecordReader.Open(message, head, layout, out var reader) is var refused and not DecodeError.None) return refused;

        Count(layout, reader.Width, head.Count);
        for (var i = 1; reader.TryRead(out var record, out var error); i++)
        {
            if (error == DecodeError.None) records.Add(record, new RecordPlace(number, i, reader.Width));
            else _meter.RecordRefused(error, reader.Raw, records.Epoch);
        }

        return DecodeError.None;
    }

    private DecodeError DecodeTrades(ReadOnlySpan<byte> message, EnvelopeHead head, RecordBatch records)
    {
        if (TradeReader.Open(message, head, out var reader) is var refused and not DecodeError.None) return refused;

        Count(RecordLayout.H0ZOCNT0, reader.Width, head.Count);
        while (reader.TryRead(out var trade, out var error))
        {
            if (error == DecodeError.None) records.Add(trade);
            else _meter.RecordRefused(error, reader.Raw, records.Epoch);
        }

        return DecodeError.None;
    }

    private void Count(RecordLayout layout, int width, int records)
    {
        (_messages, _announced) = (_messages + 1, _announced + records);
        if (width > layout.DocumentedWidth) _meter.MessageWasWider(width);
    }

    private sealed class Logic : InAndOutGraphStageLogic
    {
        private readonly RecordDecodingStage _stage;

        public Logic(RecordDecodingStage stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandlers(stage._in, stage._out, this);
        }

        public override void OnPull() => Pull(_stage._in);

        public override void OnPush()
        {
            using var messages = Grab(_stage._in); // returned to its pool on every path
            var records = _stage.Decode(messages);
            if (records.IsEmpty && messages.Count > 0) // a batch without messages is a mark of its sender's, and passes
            {
                records.Dispose();
                Pull(_stage._in); // nothing to push, and without another pull the stream would stall
            }
            else
            {
                Push(_stage._out, records);
            }
        }
    }
}
