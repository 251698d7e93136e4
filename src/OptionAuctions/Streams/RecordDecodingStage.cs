using Akka.Streams;
using Akka.Streams.Stage;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>Batches of data messages in, batches of their records out, in wire order. What is refused is counted, kept raw and passed over.</summary>
internal sealed class RecordDecodingStage : GraphStage<FlowShape<FrameBatch, RecordBatch>>
{
    private readonly Inlet<FrameBatch> _in = new("RecordDecoding.in");
    private readonly Outlet<RecordBatch> _out = new("RecordDecoding.out");
    private readonly RecordLayout _layout;
    private readonly ShedLedger _shed;
    private readonly FeedMeter _meter;

    public RecordDecodingStage(RecordLayout layout, ShedLedger shed, FeedMeter meter)
    {
        (_layout, _shed, _meter) = (layout, shed, meter);
        Shape = new FlowShape<FrameBatch, RecordBatch>(_in, _out);
    }

    public override FlowShape<FrameBatch, RecordBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private RecordBatch Decode(FrameBatch frames)
    {
        var records = RecordBatch.Rent(frames.Epoch, frames.ReceivedAt, _shed.TakeBefore(frames.Number));
        for (var i = 0; i < frames.Count; i++) Decode(frames[i], records);
        return records;
    }

    private void Decode(ReadOnlySpan<byte> message, RecordBatch records)
    {
        var head = FrameDecoder.Decode(message, _layout);
        var error = head.Error;
        RecordReader reader = default;
        if (error == DecodeError.None) error = RecordReader.Open(message, head, _layout, out reader);
        if (error != DecodeError.None)
        {
            _meter.FrameRefused(error, message);
            return;
        }

        _meter.FrameHeldData(reader.Width, head.Count);
        while (reader.TryRead(out var record, out error))
        {
            if (error == DecodeError.None) records.Add(record);
            else _meter.RecordRefused(error, reader.Raw);
        }
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
            using var frames = Grab(_stage._in); // back to its pool on every path
            var records = _stage.Decode(frames);
            if (records.Records.IsEmpty && records.Shed is null)
            {
                records.Dispose();
                Pull(_stage._in); // nothing to give: ask again
            }
            else
            {
                Push(_stage._out, records);
            }
        }
    }
}
