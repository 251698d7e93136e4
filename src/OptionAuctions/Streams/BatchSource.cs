using System.Diagnostics.CodeAnalysis;
using Akka.Streams;
using Akka.Streams.Stage;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>The source of the stream: emits the intake's batches on demand, and completes when the intake is completed and empty.</summary>
internal sealed class BatchSource : GraphStage<SourceShape<RecordBatch>>
{
    private readonly Outlet<RecordBatch> _out = new("Batches.out");
    private readonly MessageIntake _intake;

    public BatchSource(MessageIntake intake)
    {
        _intake = intake;
        Shape = new SourceShape<RecordBatch>(_out);
    }

    public override SourceShape<RecordBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BatchSource _stage;
        private Action? _wakeUp;

        public Logic(BatchSource stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._out, this);
        }

        public override void OnPull()
        {
            if (TryTake(out var batch)) Push(_stage._out, batch);
            else if (_stage._intake.IsOver) Complete(_stage._out);
            else _stage._intake.WhenChanged(_wakeUp ??= StageWake.Of(this, OnPull, GetAsyncCallback));
        }

        /// <summary>Takes the oldest batch of which something is left: none of whose messages all were refused.</summary>
        private bool TryTake([NotNullWhen(true)] out RecordBatch? batch)
        {
            while (_stage._intake.TryTake(out batch))
            {
                if (!batch.IsEmpty || batch.Messages == 0) return true; // a batch without messages is a mark of its sender's, and passes
                batch.Dispose();
            }

            return false;
        }
    }
}
