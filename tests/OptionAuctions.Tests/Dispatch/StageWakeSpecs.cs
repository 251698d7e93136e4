using System.Threading.Channels;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Stage;
using OptionAuctions.Dispatch;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Dispatch;

public sealed class StageWakeSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private const int Calls = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Each_call_reaches_the_stage_one_after_the_other_whoever_calls()
    {
        var stage = await RunAsync();

        Parallel.For(0, Calls, _ => stage.Wake!());
        for (var call = 1; call <= Calls; call++) Assert.Equal(call, await stage.HearAsync());

        Assert.False(stage.Overlapped);
        Assert.False(stage.TookAkkasWay);
    }

    [Fact]
    public async Task To_call_allocates_nothing()
    {
        var stage = await RunAsync();
        for (var call = 1; call <= Calls; call++) await CallAsync(); // until its mailbox has all the room that it needs

        long allocated = 0;
        for (var call = 1; call <= 100; call++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            stage.Wake!();
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            await stage.HearAsync();
        }

        Assert.InRange(allocated, 0, 100 * 24 - 1); // less than the smallest object each: the pool may take a queue's room now and then

        Task CallAsync()
        {
            stage.Wake!();
            return stage.HearAsync();
        }
    }

    [Fact]
    public async Task Outside_of_a_stage_that_runs_it_is_akkas_own_way()
    {
        var stage = await RunAsync();
        var (asked, given) = (0, new Action(() => { }));

        var wake = StageWake.Of(stage.Logic!, () => { }, call =>
        {
            asked++;
            return given;
        });

        Assert.Equal((1, given), (asked, wake));
    }

    [Fact]
    public async Task A_stage_that_is_over_is_called_no_more()
    {
        var stage = await RunAsync();
        stage.Switch!.Shutdown();
        Assert.Equal(Over, await stage.HearAsync());

        stage.Wake!();
        await ThreadPoolTurns.PassAsync();

        Assert.False(stage.HeardMore);
    }

    private const int Over = -1;

    private async Task<Woken> RunAsync()
    {
        var woken = new Woken();
        woken.Switch = Source.FromGraph(new WokenSource(woken))
            .ViaMaterialized(KillSwitches.Single<NotUsed>(), Keep.Right)
            .To(Sink.Ignore<NotUsed>())
            .Run(Sys.Materializer());
        await woken.Begun.Task.WaitAsync(Patience);
        return woken;
    }

    /// <summary>A stage that does nothing but count how often it was called.</summary>
    private sealed class Woken
    {
        private readonly Channel<int> _heard = Channel.CreateBounded<int>(2 * Calls);

        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public UniqueKillSwitch? Switch { get; set; }

        public Action? Wake { get; set; }

        public GraphStageLogic? Logic { get; set; }

        public bool TookAkkasWay { get; set; }

        public bool Overlapped { get; set; }

        public bool HeardMore => _heard.Reader.TryPeek(out _);

        public void Received(int call) => _heard.Writer.TryWrite(call);

        public Task<int> HearAsync() => _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);
    }

    private sealed class WokenSource(Woken woken) : GraphStage<SourceShape<NotUsed>>
    {
        public override SourceShape<NotUsed> Shape { get; } = new(new Outlet<NotUsed>("Woken.out"));

        protected override GraphStageLogic CreateLogic(Attributes inheritedAttributes) => new Logic(this, woken);

        private sealed class Logic : OutGraphStageLogic
        {
            private readonly Woken _woken;
            private int _inside, _calls;

            public Logic(WokenSource stage, Woken woken)
                : base(stage.Shape)
            {
                (_woken, woken.Logic) = (woken, this);
                SetHandler(stage.Shape.Outlet, this);
            }

            public override void OnPull()
            {
                _woken.Wake = StageWake.Of(this, OnCalled, call =>
                {
                    _woken.TookAkkasWay = true;
                    return GetAsyncCallback(call);
                });
                _woken.Begun.SetResult();
            }

            public override void PostStop() => _woken.Received(Over);

            private void OnCalled()
            {
                if (Interlocked.Exchange(ref _inside, 1) != 0) _woken.Overlapped = true;
                _woken.Received(++_calls);
                Volatile.Write(ref _inside, 0);
            }
        }
    }
}
