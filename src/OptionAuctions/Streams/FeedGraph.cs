using Akka;
using Akka.Actor;
using Akka.Streams.Dsl;
using OptionAuctions.Routing;

namespace OptionAuctions.Streams;

/// <summary>The whole stream of a feed: batches of records from the sockets' readers, sent to the router as fast as it takes them.</summary>
/// <remarks>
/// Elements are batches, never records: an element costs some tens of nanoseconds per stage, whether it is one record or a batch of twenty.
/// Control messages leave at the socket and do not enter the stream, because an answer to a registration must not wait behind a consumer. The router
/// acknowledges a batch when all but a few of its codes have taken their records; until then one more batch is in flight, and the one after it waits
/// in the intake.
/// </remarks>
internal static class FeedGraph
{
    public static IRunnableGraph<NotUsed> Create(MessageIntake intake, IActorRef router) => From(intake).To(Into(router));

    private static Source<RecordBatch, NotUsed> From(MessageIntake intake) => Source.FromGraph(new BatchSource(intake));

    private static Sink<RecordBatch, NotUsed> Into(IActorRef router) => Sink.FromGraph(new RouterSink(router));
}
