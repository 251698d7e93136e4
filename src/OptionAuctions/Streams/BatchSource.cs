using Akka.Streams;
using Akka.Streams.Stage;

namespace OptionAuctions.Streams;

/// <summary>The intake's batches as they are asked for. Ends when the intake is complete and empty.</summary>
internal sealed class BatchSource : GraphStage<SourceShape<FrameBatch>>
{
    private readonly Outlet<FrameBatch> _out = new("Batches.out");
    private readonly FrameIntake _intake;

    public BatchSource(FrameIntake intake)
    {
        _intake = intake;
        Shape = new SourceShape<FrameBatch>(_out);
    }

    public override SourceShape<FrameBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : OutGraphStageLogic
    {
        private readonly BatchSource _stage;
        private Action? _changed;

        public Logic(BatchSource stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._out, this);
        }

        public override void OnPull()
        {
            if (_stage._intake.TryTake(out var batch)) Push(_stage._out, batch);
            else if (_stage._intake.IsOver) Complete(_stage._out);
            else _stage._intake.WhenChanged(_changed ??= StageWake.Of(this, OnPull, GetAsyncCallback));
        }
    }
}
