using System.Threading.Channels;
using Akka;
using Akka.Actor;
using Akka.Streams.Dsl;
using OptionAuctions.Routing;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Streams;

/// <summary>The pipe, all of it: batches of messages from the socket's reader, to batches of records, to the router.</summary>
/// <remarks>
/// Elements are batches, never records: an element costs some tens of nanoseconds a stage, a batch of twenty records about as
/// much. Control messages left at the socket, because an answer to a registration must not wait behind a consumer.
/// The router acknowledges a batch when each of its records is with its code; until then the next one waits in the intake.
/// </remarks>
internal static class FeedGraph
{
    public static IRunnableGraph<NotUsed> Create(FrameIntake intake, FeedMeter meter, IActorRef router) =>
        From(intake.Batches)
            .Via(new RecordDecodingStage(intake.Ledger, meter))
            .To(Into(router));

    private static Source<FrameBatch, NotUsed> From(ChannelReader<FrameBatch> batches) => ChannelSource.FromReader(batches);

    private static Sink<RecordBatch, NotUsed> Into(IActorRef router) => Sink.ActorRefWithAck<RecordBatch>(
        router,
        onInitMessage: RoutingProtocol.StreamOpened.Instance,
        ackMessage: RoutingProtocol.BatchRouted.Instance,
        onCompleteMessage: RoutingProtocol.StreamCompleted.Instance,
        onFailureMessage: cause => new RoutingProtocol.StreamFailed(cause));
}
