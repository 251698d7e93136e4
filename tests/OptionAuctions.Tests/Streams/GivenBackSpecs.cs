using Akka.Actor;
using Akka.Streams;
using Akka.TestKit;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

/// <summary>
/// Batches go back to their pool on every path: of a thousand that are used one after the other, hardly any is a new object. Other tests use the pools
/// too, which keep 64, so that it need not be one and the same.
/// </summary>
public sealed class GivenBackSpecs : Akka.TestKit.Xunit2.TestKit
{
    private const int Batches = 1_000, Most = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly FeedMeter _meter = Some.Meter();
    private readonly HashSet<object> _used = new(ReferenceEqualityComparer.Instance);
    private MessageIntake _intake;

    public GivenBackSpecs(ITestOutputHelper output)
        : base(output: output) => _intake = new MessageIntake(batchesQueued: 1, _meter);

    [Fact]
    public async Task Of_records_that_were_taken()
    {
        var (router, acknowledge) = await RunAsync();
        for (var i = 0; i < Batches; i++)
        {
            HandOver(Some.Message((Some.Code, 1)));
            using var records = await router.ExpectMsgAsync<RecordBatch>(Patience);
            acknowledge();
        }

        Assert.True(_used.Count < Most, $"{_used.Count} objects");
    }

    [Fact]
    public async Task Of_messages_that_held_no_records()
    {
        var used = new HashSet<object>(ReferenceEqualityComparer.Instance);
        _intake = new MessageIntake(batchesQueued: 64, _meter);
        var (router, acknowledge) = await RunAsync();
        for (var i = 0; i < Batches; i++)
        {
            HandOver("garbage"u8.ToArray()); // which the stream takes and passes over
            HandOver(Some.Message((Some.Code, 1)));
            using var records = await router.ExpectMsgAsync<RecordBatch>(Patience);
            used.Add(records);
            acknowledge();
        }

        Assert.Equal(Batches, _meter.Read().Refused);
        Assert.True(used.Count < Most, $"{used.Count} objects");
    }

    [Fact]
    public void Of_records_that_were_shed()
    {
        for (var i = 0; i < Batches; i++) HandOver(Some.Message((Some.Code, 1)));

        Assert.Equal(Batches - 1, _meter.Read().ShedMessages);
        Assert.True(_used.Count < Most, $"{_used.Count} objects");
    }

    [Fact]
    public void Of_records_that_came_after_the_end()
    {
        _intake.Complete();
        for (var i = 0; i < Batches; i++) HandOver(Some.Message((Some.Code, 1)));

        Assert.Equal(Batches, _meter.Read().ShedMessages);
        Assert.True(_used.Count < Most, $"{_used.Count} objects");
    }

    [Fact]
    public async Task Of_records_that_were_routed()
    {
        var router = Sys.ActorOf(CodeRouterActor.Props(Some.Options(), _meter, TimeProvider.System));
        BatchRouted.OpenStream(router, TestActor);
        await ExpectMsgAsync<BatchRouted>(Patience);
        for (var i = 0; i < Batches; i++)
        {
            var records = RecordBatch.Rent(1, Some.Morning);
            _used.Add(records);
            router.Tell(records);
            await ExpectMsgAsync<BatchRouted>(Patience);
        }

        Assert.True(_used.Count < Most, $"{_used.Count} objects");
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private async Task<(TestProbe Router, Action Acknowledge)> RunAsync()
    {
        var router = CreateTestProbe("router");
        FeedGraph.Create(_intake, router).Run(Sys.Materializer());
        var acknowledge = (await router.ExpectMsgAsync<RoutingProtocol.StreamOpened>(Patience)).Acknowledge;
        acknowledge();
        return (router, acknowledge);
    }

    private void HandOver(byte[] message)
    {
        var batch = _intake.Begin(epoch: 1, Some.Morning);
        _used.Add(batch);
        _intake.Decoder.Decode(message, batch);
        _intake.HandOver(batch);
    }
}
