using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;
using OptionAuctions.Dispatch;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>The sink of the stream: sends batches to the router, at most two of them unacknowledged.</summary>
/// <remarks>
/// Akka's own sink with acknowledgements receives each as a message, which allocates some hundred and fifty bytes. Here an acknowledgement increments a
/// count, and wakes the stream only when the stream waits for it.
/// </remarks>
internal sealed class RouterSink : GraphStage<SinkShape<RecordBatch>>
{
    private const int MaxUnacknowledged = 2; // one is in flight while the other is being routed

    private readonly Inlet<RecordBatch> _in = new("Router.in");
    private readonly IActorRef _router;

    public RouterSink(IActorRef router)
    {
        _router = router;
        Shape = new SinkShape<RecordBatch>(_in);
    }

    public override SinkShape<RecordBatch> Shape { get; }

    protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this);

    private sealed class Logic : InGraphStageLogic
    {
        private readonly RouterSink _stage;
        private Action? _resume;
        private int _free = MaxUnacknowledged - 1; // the other one is used by StreamOpened, which is acknowledged like a batch

        public Logic(RouterSink stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._in, this);
        }

        public override void PreStart()
        {
            var actor = GetStageActor(received =>
            {
                if (received.Item2 is Terminated) CompleteStage();
            });
            actor.Watch(_stage._router);
            _stage._router.Tell(new RoutingProtocol.StreamOpened(OnAcknowledged), ActorRefs.NoSender);
            Pull(_stage._in);
        }

        public override void OnPush()
        {
            _resume ??= StageWake.Of(this, Resume, GetAsyncCallback);
            var free = Interlocked.Decrement(ref _free);
            _stage._router.Tell(Grab(_stage._in), ActorRefs.NoSender);
            if (free > 0) Pull(_stage._in);
        }

        public override void OnUpstreamFinish()
        {
            _stage._router.Tell(RoutingProtocol.StreamCompleted.Instance, ActorRefs.NoSender);
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            _stage._router.Tell(new RoutingProtocol.StreamFailed(e), ActorRefs.NoSender);
            FailStage(e);
        }

        /// <summary>By the thread that acknowledges, which may be any.</summary>
        private void OnAcknowledged()
        {
            if (Interlocked.Increment(ref _free) == 1) _resume?.Invoke(); // it is set before the first batch is sent, and before that the stream does not wait
        }

        private void Resume()
        {
            if (!HasBeenPulled(_stage._in) && !IsClosed(_stage._in)) Pull(_stage._in);
        }
    }
}
