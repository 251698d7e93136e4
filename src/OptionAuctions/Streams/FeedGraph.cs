using Akka;
using Akka.Actor;
using Akka.Streams.Dsl;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Streams;

/// <summary>The pipe, all of it: batches of messages from the socket's reader, to batches of records, to the router.</summary>
/// <remarks>
/// Elements are batches, never records: an element costs some tens of nanoseconds a stage, a batch of twenty records about as
/// much. Control messages left at the socket, because an answer to a registration must not wait behind a consumer.
/// The router acknowledges a batch when its codes, but for a few, have taken their records; until then the next but one waits in the intake.
/// </remarks>
internal static class FeedGraph
{
    public static IRunnableGraph<NotUsed> Create(FrameIntake intake, FeedMeter meter, IActorRef router) =>
        From(intake)
            .Via(new RecordDecodingStage(intake.Ledger, meter))
            .To(Into(router));

    private static Source<FrameBatch, NotUsed> From(FrameIntake intake) => Source.FromGraph(new BatchSource(intake));

    private static Sink<RecordBatch, NotUsed> Into(IActorRef router) => Sink.FromGraph(new RouterSink(router));
}
