using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.TestKit;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

public sealed class BatchSourceSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private readonly MessageIntake _intake;

    public BatchSourceSpecs(ITestOutputHelper output)
        : base(output: output) => _intake = new MessageIntake(64, _meter);

    [Fact]
    public async Task Batches_come_in_order_whether_they_were_there_or_are_waited_for()
    {
        var stream = Run();
        HandOver(1, 2);
        Assert.Equal(1, await NextAsync(stream));
        Assert.Equal(2, await NextAsync(stream));

        for (var epoch = 3; epoch <= 100; epoch++)
        {
            stream.Request(1);
            if (epoch % 3 == 0) await ThreadPoolTurns.PassAsync(); // so that it waits already
            HandOver(epoch);
            Assert.Equal(epoch, await ReceivedAsync(stream));
        }
    }

    [Fact]
    public async Task Nothing_is_taken_that_nobody_asked_for()
    {
        HandOver(1, 2, 3);
        var stream = Run();
        await stream.EnsureSubscriptionAsync();
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(3, _intake.Batches.Count);

        await NextAsync(stream);
        await ThreadPoolTurns.PassAsync();

        Assert.Equal(2, _intake.Batches.Count);
    }

    [Fact]
    public async Task It_ends_when_the_intake_is_complete_and_what_was_there_is_taken()
    {
        var stream = Run();
        HandOver(1, 2);
        _intake.Complete();

        Assert.Equal(1, await NextAsync(stream));
        Assert.Equal(2, await NextAsync(stream));
        stream.Request(1);
        await stream.ExpectCompleteAsync();
    }

    [Fact]
    public async Task It_ends_when_the_intake_is_completed_while_it_waits()
    {
        var stream = Run();
        stream.Request(1);
        await ThreadPoolTurns.PassAsync();
        _intake.Complete();

        await stream.ExpectCompleteAsync();
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private TestSubscriber.Probe<RecordBatch> Run() =>
        Source.FromGraph(new BatchSource(_intake)).RunWith(this.SinkProbe<RecordBatch>(), Sys.Materializer());

    private static Task<int> NextAsync(TestSubscriber.Probe<RecordBatch> stream)
    {
        stream.Request(1);
        return ReceivedAsync(stream);
    }

    private static async Task<int> ReceivedAsync(TestSubscriber.Probe<RecordBatch> stream)
    {
        using var batch = await stream.ExpectNextAsync();
        return batch.Epoch;
    }

    private void HandOver(params int[] epochs)
    {
        foreach (var epoch in epochs) _intake.HandOver(_intake.Begin(epoch, Some.Morning));
    }
}
