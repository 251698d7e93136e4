using System.Threading.Channels;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Stage;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

public sealed class BatchSourceSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly FeedMeter _meter = Some.Meter();
    private readonly FrameIntake _intake;

    public BatchSourceSpecs(ITestOutputHelper output)
        : base(output: output) => _intake = new FrameIntake(64, _meter);

    [Fact]
    public async Task Batches_come_in_order_whether_they_were_there_or_are_waited_for()
    {
        var stream = await RunAsync();
        HandOver(1, 2);
        Assert.Equal(1, await stream.NextAsync());
        Assert.Equal(2, await stream.NextAsync());

        for (var epoch = 3; epoch <= 100; epoch++)
        {
            stream.Ask();
            if (epoch % 3 == 0) await ThreadPoolTurns.PassAsync(); // so that it waits already
            HandOver(epoch);
            Assert.Equal(epoch, await stream.HearAsync());
        }
    }

    [Fact]
    public async Task Nothing_is_taken_that_nobody_asked_for()
    {
        HandOver(1, 2, 3);
        var stream = await RunAsync();
        await ThreadPoolTurns.PassAsync();
        Assert.Equal(3, _intake.Batches.Count);

        await stream.NextAsync();
        await ThreadPoolTurns.PassAsync();

        Assert.Equal(2, _intake.Batches.Count);
    }

    [Fact]
    public async Task It_ends_when_the_intake_is_complete_and_what_was_there_is_taken()
    {
        var stream = await RunAsync();
        HandOver(1, 2);
        _intake.Complete();

        Assert.Equal(1, await stream.NextAsync());
        Assert.Equal(2, await stream.NextAsync());
        Assert.Equal(Ended, await stream.NextAsync());
    }

    [Fact]
    public async Task It_ends_when_the_intake_is_completed_while_it_waits()
    {
        var stream = await RunAsync();
        stream.Ask();
        await ThreadPoolTurns.PassAsync();
        _intake.Complete();

        Assert.Equal(Ended, await stream.HearAsync());
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private const int Ended = -1;

    private async Task<Steps> RunAsync()
    {
        var steps = Source.FromGraph(new BatchSource(_intake)).RunWith(Sink.FromGraph(new StepSink()), Sys.Materializer());
        await steps.BegunAsync();
        return steps;
    }

    private void HandOver(params int[] epochs)
    {
        foreach (var epoch in epochs) _intake.HandOver(_intake.Begin(epoch, Some.Morning));
    }

    /// <summary>What a test does with the stream: one demand at a time.</summary>
    private sealed class Steps
    {
        private readonly Channel<int> _heard = Channel.CreateBounded<int>(1000);
        private readonly TaskCompletionSource<Action> _pull = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Action> BegunAsync() => _pull.Task.WaitAsync(Patience);

        public void Begun(Action pull) => _pull.SetResult(pull);

        public void Heard(int epoch) => Assert.True(_heard.Writer.TryWrite(epoch));

        public void Ask() => _pull.Task.Result();

        public Task<int> HearAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public Task<int> NextAsync()
        {
            Ask();
            return HearAsync();
        }
    }

    private sealed class StepSink : GraphStageWithMaterializedValue<SinkShape<FrameBatch>, Steps>
    {
        private readonly Inlet<FrameBatch> _in = new("StepSink.in");

        public StepSink() => Shape = new SinkShape<FrameBatch>(_in);

        public override SinkShape<FrameBatch> Shape { get; }

        public override ILogicAndMaterializedValue<Steps> CreateLogicAndMaterializedValue(Attributes inheritedAttributes)
        {
            var steps = new Steps();
            return new LogicAndMaterializedValue<Steps>(new Logic(this, steps), steps);
        }

        private sealed class Logic : InGraphStageLogic
        {
            private readonly StepSink _stage;
            private readonly Steps _steps;

            public Logic(StepSink stage, Steps steps)
                : base(stage.Shape)
            {
                (_stage, _steps) = (stage, steps);
                SetHandler(stage._in, this);
            }

            public override void PreStart() => _steps.Begun(GetAsyncCallback(() => Pull(_stage._in)));

            public override void OnPush()
            {
                using var batch = Grab(_stage._in);
                _steps.Heard(batch.Epoch);
            }

            public override void OnUpstreamFinish()
            {
                _steps.Heard(Ended);
                base.OnUpstreamFinish();
            }
        }
    }
}
