using System.Collections.Concurrent;
using Akka.Actor;
using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Replay.Tests;

/// <summary>A recording that is played gives what its messages say, each time the same, whatever the machine does meanwhile.</summary>
public sealed class RecordingReplaySpecs
{
    [Fact]
    public async Task Each_run_gives_the_digest_of_a_fold_without_actors()
    {
        await using var day = await new RecordedDay().Play(seed: 1).EndAsync();
        using var fold = new FoldWithoutActors();
        var expected = fold.Digest(day.Open());

        for (var run = 0; run < 5; run++)
        {
            var replayed = await RecordingReplay.RunAsync(day.Open());

            Assert.Equal(expected, replayed.Digest);
            Assert.Equal(("holds", 0L, 0L), (replayed.Counts.Identity, replayed.Counts.ShedMessages, replayed.Counts.Conflated));
            Assert.True(replayed.IsComplete);
        }
    }

    [Fact]
    public async Task Another_price_gives_another_digest()
    {
        var digests = new List<string>();
        foreach (var price in new[] { 12_000, 12_050, 12_000 })
        {
            await using var day = new RecordedDay();
            day.Data((1, price));
            await day.EndAsync();
            digests.Add((await RecordingReplay.RunAsync(day.Open())).Digest);
        }

        Assert.Equal((digests[0], 2), (digests[2], digests.Distinct().Count()));
    }

    [Fact]
    public async Task While_others_run_beside_it_and_keep_the_processors_busy_it_gives_the_same()
    {
        await using var day = await new RecordedDay().Play(seed: 7, bursts: 500).EndAsync();
        using var over = new CancellationTokenSource();
        var busy = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() => Spin(over.Token)) { IsBackground = true }).ToArray();
        foreach (var thread in busy) thread.Start();

        var replayed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RecordingReplay.RunAsync(day.Open()))));

        await over.CancelAsync();
        using var fold = new FoldWithoutActors();
        Assert.Equal(fold.Digest(day.Open()), Assert.Single(replayed.Select(replay => replay.Digest).Distinct()));

        static void Spin(CancellationToken over)
        {
            while (!over.IsCancellationRequested) Thread.SpinWait(1_000);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task At_a_speed_it_gives_the_same_and_takes_as_long_as_that(double speed)
    {
        await using var day = await new RecordedDay().Play(seed: 2, bursts: 200, length: TimeSpan.FromMinutes(3)).EndAsync();
        var time = new PromptTime();
        var began = time.GetUtcNow();

        var paced = await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { Speed = speed, Time = time });

        Assert.Equal((await RecordingReplay.RunAsync(day.Open())).Digest, paced.Digest);
        var (took, length) = (time.GetUtcNow() - began, paced.Totals.Last!.Value - paced.Totals.First!.Value);
        Assert.InRange(took, length / speed, (length / speed) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_gap_of_the_recording_is_a_gap_of_each_code_of_its_app_key()
    {
        await using var day = new RecordedDay();
        day.Data((1, 12_000), (2, 12_050));
        day.AppKey = 1;
        day.Data((3, 12_100));
        day.AppKey = 0;
        day.Advance(TimeSpan.FromSeconds(3));
        day.Skip(5);
        day.Data((1, 12_150));
        day.Advance(TimeSpan.FromSeconds(2));
        day.Reconnect();
        day.Data((1, 12_200));
        await day.EndAsync();
        var gaps = new List<(Instrument Code, TimeSpan From, TimeSpan To)>();

        var replayed = await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { OnChange = Note });

        Assert.Equal(2, replayed.Totals.Gaps);
        var (first, second) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
        Assert.Equal(
            [
                (RecordedDay.Code(1), TimeSpan.Zero, first), (RecordedDay.Code(1), first, second),
                (RecordedDay.Code(2), TimeSpan.Zero, first), (RecordedDay.Code(2), first, second),
            ],
            gaps.OrderBy(gap => $"{gap.Code}", StringComparer.Ordinal));

        void Note(in AuctionChanged change)
        {
            var gap = change.Current.LastGap;
            if (change.Kind == ChangeKind.Gap) gaps.Add((change.Current.Code, gap.From - RecordedDay.Begin, gap.To - RecordedDay.Begin));
        }
    }

    [Fact]
    public async Task With_gaps_it_gives_the_digest_of_a_fold_without_actors_too()
    {
        await using var day = new RecordedDay();
        for (var i = 0; i < 10; i++)
        {
            day.Play(seed: i, bursts: 100, length: TimeSpan.FromMinutes(2));
            if (i % 2 == 0) day.Skip(3);
            else day.Reconnect();
        }

        await day.EndAsync();
        using var fold = new FoldWithoutActors();

        Assert.Equal(fold.Digest(day.Open()), (await RecordingReplay.RunAsync(day.Open())).Digest);
    }

    [Fact]
    public async Task With_two_app_keys_and_gaps_of_one_it_gives_the_digest_of_a_fold_without_actors_too()
    {
        await using var day = new RecordedDay();
        for (var i = 0; i < 8; i++)
        {
            day.Play(seed: i, codes: 6, bursts: 60, length: TimeSpan.FromMinutes(2), appKeys: 2);
            day.AppKey = i / 2 % 2;
            if (i % 2 == 0) day.Skip(3);
            else day.Reconnect();
        }

        await day.EndAsync();
        using var fold = new FoldWithoutActors();

        var replayed = await RecordingReplay.RunAsync(day.Open());

        Assert.Equal((fold.Digest(day.Open()), 7), (replayed.Digest, replayed.Totals.Gaps));
        Assert.Equal((4, 3), (await GapsOfAsync(RecordedDay.Code(0)), await GapsOfAsync(RecordedDay.Code(1))));

        async Task<int> GapsOfAsync(Instrument code)
        {
            var gaps = 0;
            void Count(in AuctionChanged change) => gaps += change.Kind == ChangeKind.Gap ? 1 : 0;
            await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { Codes = [code], OnChange = Count });
            return gaps;
        }
    }

    [Fact]
    public async Task Control_messages_are_passed_over_and_cut_ones_refused_and_all_are_counted()
    {
        await using var day = new RecordedDay();
        day.Record("""{"header":{"tr_id":"PINGPONG"}}""", isControl: true);
        day.Data((1, 12_000));
        day.Record("0|H0ZOANC0|001|on and on", isCut: true);
        day.Record("0|H0ZOANC0|001|nonsense");
        await day.EndAsync();

        var replayed = await RecordingReplay.RunAsync(day.Open());

        Assert.Equal((4L, 1L, 1L), (replayed.Totals.Messages, replayed.Totals.Control, replayed.Totals.Cut));
        var counts = replayed.Counts;
        Assert.Equal((4L, 1L, 1L, "holds"), (counts.Messages, counts.ControlMessages, counts.RefusedMessages[DecodeError.TooLong], counts.Identity));
        Assert.Equal(1, counts.Applied);
    }

    [Fact]
    public async Task Of_a_million_records_none_is_shed_or_conflated()
    {
        await using var day = new RecordedDay();
        var random = new Random(3);
        for (var burst = 0; burst < 250; burst++)
        {
            day.Advance(TimeSpan.FromSeconds(1));
            for (var message = 0; message < 200; message++)
                day.Data([.. Enumerable.Range(0, 20).Select(_ => (random.Next(40), 12_000 + (random.Next(20) * 50)))]);
        }

        await day.EndAsync();

        var replayed = await RecordingReplay.RunAsync(day.Open());

        var counts = replayed.Counts;
        Assert.Equal((1_000_000L, 1_000_000L, 0L, 0L, "holds"), (counts.Applied, counts.Delivered, counts.Conflated, counts.ShedMessages, counts.Identity));
    }

    [Fact]
    public async Task An_actor_of_the_hosts_is_run_with_its_timers_in_virtual_time()
    {
        await using var day = await new RecordedDay().Play(seed: 4, codes: 3, bursts: 500).EndAsync();
        var (first, second) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());

        await RecordingReplay.RunAsync(day.Open(), With(first));
        await RecordingReplay.RunAsync(day.Open(), With(second));

        Assert.Equal(3 * 23, first.Count(said => said.Contains("minute", StringComparison.Ordinal)));
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));

        static ReplayOptions With(ConcurrentBag<string> said) => new() { CodeActors = [(_, _) => Props.Create(() => new Minutes(said))] };
    }

    [Fact]
    public async Task A_part_is_played_and_a_stop_ends_it_with_what_was_played()
    {
        await using var day = await new RecordedDay().Play(seed: 5, bursts: 100, length: TimeSpan.FromSeconds(100)).EndAsync();
        var part = new ReplayOptions { From = RecordedDay.Begin.AddSeconds(20), To = RecordedDay.Begin.AddSeconds(30) };

        var played = await RecordingReplay.RunAsync(day.Open(), part);
        using var stop = new CancellationTokenSource();
        var stopped = await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { AfterBatch = _ => new ValueTask(stop.CancelAsync()) }, stop.Token);

        Assert.Equal((part.From, RecordedDay.Begin.AddSeconds(29)), (played.Totals.First, played.Totals.Last));
        Assert.Equal((false, "holds"), (stopped.IsComplete, stopped.Counts.Identity));
        Assert.True(stopped.Totals.Messages > 0);
        await Assert.ThrowsAsync<ArgumentException>(() => RecordingReplay.RunAsync(day.Open(), part with { To = part.From!.Value.AddSeconds(-1) }));
        await Assert.ThrowsAsync<ArgumentException>(() => RecordingReplay.RunAsync(day.Open(), part with { Speed = 0 }));
    }

    [Fact]
    public async Task A_part_is_found_by_the_summary_without_reading_what_is_before_it()
    {
        await using var day = await new RecordedDay().Play(seed: 8, bursts: 600, length: TimeSpan.FromMinutes(10)).EndAsync();
        var part = new ReplayOptions { From = RecordedDay.Begin.AddMinutes(8), To = RecordedDay.Begin.AddMinutes(9) };
        var before = await RecordingReplay.RunAsync(day.Open(), part);
        var file = Assert.Single(Directory.GetFiles(day.Path));
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = stream.Length / 3; // in a chunk of the first minutes
            await stream.WriteAsync(new byte[64]);
        }

        var after = await RecordingReplay.RunAsync(day.Open(), part);

        Assert.Equal((before.Digest, before.Totals), (after.Digest, after.Totals));
        Assert.Empty(after.Problems);
        Assert.NotEmpty((await RecordingReplay.RunAsync(day.Open())).Problems);
    }

    [Fact]
    public async Task A_subscriber_of_yours_sees_each_change_and_each_of_its_timers_at_its_moment()
    {
        await using var day = await new RecordedDay().Play(seed: 9, codes: 2, bursts: 300, length: TimeSpan.FromMinutes(5)).EndAsync();
        var (changes, ticks) = (new List<(DateTimeOffset Now, DateTimeOffset ReceivedAt)>(), new List<DateTimeOffset>());

        await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { Started = Start });

        Assert.All(changes, change => Assert.Equal(change.ReceivedAt, change.Now));
        var first = changes[0].Now;
        Assert.Equal(Enumerable.Range(1, 42).Select(i => first.AddSeconds(7 * i)), ticks);

        void Start(ActorSystem system, IActorRef router) => system.ActorOf(Props.Create(() => new Watcher(router, changes, ticks)));
    }

    [Fact]
    public async Task A_subscriber_that_never_acknowledges_is_removed_after_its_time_and_the_others_are_told_all()
    {
        await using var day = await new RecordedDay().Play(seed: 10, bursts: 50, length: TimeSpan.FromMinutes(1)).EndAsync();
        var removed = new List<SubscriberRemoved>();

        var replayed = await RecordingReplay.RunAsync(day.Open(), new ReplayOptions { Started = Start });

        Assert.Equal(EndReason.NeverAcknowledged, Assert.Single(removed).Reason);
        Assert.Equal(((await RecordingReplay.RunAsync(day.Open())).Digest, "holds"), (replayed.Digest, replayed.Counts.Identity));

        void Start(ActorSystem system, IActorRef router)
        {
            system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new Ear(removed))), typeof(SubscriberRemoved));
            router.Tell(new AuctionProtocol.Subscribe(system.ActorOf(Props.Create(() => new Ear(removed)))));
        }
    }

    [Fact]
    public async Task What_a_handler_of_yours_throws_ends_the_replay()
    {
        await using var day = await new RecordedDay().Play(seed: 11, bursts: 50).EndAsync();
        var calls = 0;
        void Fail(in AuctionChanged change) => throw new InvalidDataException($"change {++calls}");

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => RecordingReplay.RunAsync(day.Open(), new ReplayOptions { OnChange = Fail }));

        Assert.Equal("change 1", thrown.Message);
    }

    /// <summary>A clock that goes on by just the time that somebody waits for.</summary>
    private sealed class PromptTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            if (dueTime > TimeSpan.Zero) _ = Task.Run(() => Advance(dueTime));
            return timer;
        }
    }

    private sealed class Minutes : CodeActor, IWithTimers
    {
        private readonly ConcurrentBag<string> _said;
        private long _revision;

        public Minutes(ConcurrentBag<string> said)
        {
            _said = said;
            Receive<string>(minute => said.Add($"{minute} {_revision}"));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            base.PreStart();
            Timers.StartPeriodicTimer("minute", "minute", TimeSpan.FromMinutes(1));
        }

        protected override void OnRecord(in AuctionChanged change)
        {
            _revision = change.Current.Revision;
            _said.Add($"{change.Current.Code} {change.Kind} {_revision} {change.Current.Latest.Price}");
        }
    }

    private sealed class Watcher : SubscriberActor, IWithTimers
    {
        private readonly List<(DateTimeOffset Now, DateTimeOffset ReceivedAt)> _changes;

        public Watcher(IActorRef router, List<(DateTimeOffset Now, DateTimeOffset ReceivedAt)> changes, List<DateTimeOffset> ticks)
            : base(router, delivery: Delivery.Every(10_000))
        {
            _changes = changes;
            Receive<string>(_ => ticks.Add(Context.System.Scheduler.Now));
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            base.PreStart();
            Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromSeconds(7));
        }

        protected override void OnChange(in AuctionChanged change)
        {
            if (change.Kind == ChangeKind.Indication) _changes.Add((Context.System.Scheduler.Now, change.Current.ReceivedAt));
        }
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(List<SubscriberRemoved> removed)
        {
            Receive<SubscriberRemoved>(removed.Add);
            ReceiveAny(_ => { });
        }
    }
}
