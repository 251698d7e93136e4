using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Stage;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>The end of the stream: batches go to the router, two of them unacknowledged at most.</summary>
/// <remarks>
/// Akka's own sink with acknowledgements takes each as a message, with some hundred and fifty bytes of its own. Here an acknowledgement is a count; only one
/// that the stream had to wait for wakes it.
/// </remarks>
internal sealed class RouterSink : GraphStage<SinkShape<RecordBatch>>
{
    private const int Unacknowledged = 2; // one is on its way while the other is taken

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
        private IActorRef _self = ActorRefs.Nobody;
        private int _free = Unacknowledged - 1; // the first is lent to the opening, which is acknowledged as a batch is

        public Logic(RouterSink stage)
            : base(stage.Shape)
        {
            _stage = stage;
            SetHandler(stage._in, this);
        }

        public override void PreStart()
        {
            var actor = GetStageActor(told =>
            {
                if (told.Item2 is Terminated) CompleteStage();
            });
            actor.Watch(_stage._router);
            _self = new Acknowledged((IInternalActorRef)actor.Ref, OnAcknowledged);
            _stage._router.Tell(RoutingProtocol.StreamOpened.Instance, _self);
            Pull(_stage._in);
        }

        public override void OnPush()
        {
            _resume ??= StageWake.Of(this, Resume, GetAsyncCallback);
            var left = Interlocked.Decrement(ref _free);
            _stage._router.Tell(Grab(_stage._in), _self);
            if (left > 0) Pull(_stage._in);
        }

        public override void OnUpstreamFinish()
        {
            _stage._router.Tell(RoutingProtocol.StreamCompleted.Instance, _self);
            CompleteStage();
        }

        public override void OnUpstreamFailure(Exception e)
        {
            _stage._router.Tell(new RoutingProtocol.StreamFailed(e), _self);
            FailStage(e);
        }

        /// <summary>On whatever thread acknowledges.</summary>
        private void OnAcknowledged()
        {
            if (Interlocked.Increment(ref _free) == 1) _resume?.Invoke(); // there is one once something was sent, and nothing else waits
        }

        private void Resume()
        {
            if (!HasBeenPulled(_stage._in) && !IsClosed(_stage._in)) Pull(_stage._in);
        }
    }

    /// <summary>Whom the router answers: a count, and no mailbox.</summary>
    private sealed class Acknowledged(IInternalActorRef stage, Action acknowledged) : MinimalActorRef
    {
        public override ActorPath Path => stage.Path;

        public override IActorRefProvider Provider => stage.Provider;

        protected override void TellInternal(object message, IActorRef sender)
        {
            if (message is RoutingProtocol.BatchRouted) acknowledged();
        }
    }
}
