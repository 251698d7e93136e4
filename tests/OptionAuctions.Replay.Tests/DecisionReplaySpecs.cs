using Akka.Actor;

namespace OptionAuctions.Replay.Tests;

public sealed class DecisionReplaySpecs
{
    [Fact]
    public async Task The_same_recording_and_actors_give_the_same_decisions_at_the_same_virtual_times()
    {
        await using var day = await new RecordedDay().Play(seed: 21, codes: 5, bursts: 600).EndAsync();

        var first = await PlayAsync(day, new Risers(minutes: true));
        var second = await PlayAsync(day, new Risers(minutes: true));

        var codes = DecisionDiff.Compare(first.Decisions, second.Decisions).ToArray();
        Assert.Equal(5, codes.Length);
        Assert.All(codes, code => Assert.True(code.IsEqual, DecisionTimes.Text(code.Lines)));
        Assert.All(codes, code => Assert.Contains(code.Lines, line => line.Decision.Text.StartsWith("rose to", StringComparison.Ordinal)));
        Assert.Equal(5 * 23, codes.Sum(code => code.Lines.Count(line => line.Decision.Text == "minute"))); // of a timer
        Assert.Empty(first.Failures);
    }

    [Fact]
    public async Task An_actor_that_decides_later_or_otherwise_differs_in_just_that()
    {
        await using var day = new RecordedDay();
        foreach (var price in (int[])[12_000, 12_050, 12_000, 12_150, 12_100])
        {
            day.Data((1, price), (2, 12_000));
            day.Advance(TimeSpan.FromSeconds(5));
        }

        await day.EndAsync();

        var all = await PlayAsync(day, new Risers());
        var steep = await PlayAsync(day, new Risers(by: 100));
        var late = await PlayAsync(day, new Risers(delay: TimeSpan.FromSeconds(1.2)));

        Assert.Equal("- rose to 12050.00, = rose to 12150.00", Compared(all, steep));
        Assert.Equal("~ rose to 12050.00 by 1.2, ~ rose to 12150.00 by 1.2", Compared(all, late));

        static string Compared(DecisionReplayResult a, DecisionReplayResult b)
        {
            var codes = DecisionDiff.Compare(a.Decisions, b.Decisions).ToArray();
            Assert.True(codes[1].IsEqual);
            return DecisionTimes.Text(codes[0].Lines);
        }
    }

    [Fact]
    public async Task What_actors_throw_is_told_with_its_time_and_its_code()
    {
        await using var day = new RecordedDay();
        day.Data((1, 12_000), (2, 12_000), (3, 12_000), (4, 12_000));
        day.Advance(TimeSpan.FromSeconds(5));
        day.Data((1, 12_050), (2, 12_050), (3, 12_050), (4, 12_050));
        await day.EndAsync();

        var replayed = await PlayAsync(day, new Troubled());

        var failures = replayed.Failures
            .Select(failure => $"{failure.At - RecordedDay.Begin:ss} {failure.Code}: {failure.Reason}").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal((4, 4L), (failures.Length, replayed.FailureCount));
        Assert.Equal("00 B11600001: its actor has ended: it could not be made: InvalidOperationException: no actor", failures[0]);
        Assert.Equal("05 B11600002: its actor was restarted: InvalidOperationException: rose too far", failures[1]);
        Assert.Equal("05 B11600003: its child 'child' has thrown ArithmeticException: rose too far", failures[2]);
        Assert.Equal("05 B11600004: its actor was restarted: FormatException: no text", failures[3]); // a decision of which nobody knows the text
    }

    [Fact]
    public async Task What_the_constructor_of_an_actor_throws_is_told_for_each_restart_and_for_its_end()
    {
        await using var day = new RecordedDay();
        day.Data((1, 12_000));
        await day.EndAsync();

        var replayed = await PlayAsync(day, new Unmakable());

        Assert.Equal(11, replayed.FailureCount);
        Assert.All(replayed.Failures.Take(10), failure => Assert.Equal("its actor was restarted: FileNotFoundException: a library is missing", failure.Reason));
        Assert.Equal(
            "its actor has ended: more than 10 restarts within 00:01:00, the last for FileNotFoundException: a library is missing",
            replayed.Failures[10].Reason);
    }

    [Fact]
    public async Task An_actor_that_stops_itself_has_not_failed()
    {
        await using var day = new RecordedDay();
        day.Data((1, 12_000));
        await day.EndAsync();

        var replayed = await PlayAsync(day, new Quitters());

        Assert.Equal("done", Assert.Single(replayed.Decisions.Of(RecordedDay.Code(1))).Text);
        Assert.Empty(replayed.Failures);
    }

    private static Task<DecisionReplayResult> PlayAsync(RecordedDay day, IReplayedActors actors) => DecisionReplay.RunAsync(day.Open(), actors);

    /// <summary>Says each rise of the price, if it is large enough, at once or later.</summary>
    private sealed class Risers(int by = 0, TimeSpan delay = default, bool minutes = false) : IReplayedActors
    {
        public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) =>
            Props.Create(() => new Riser(decisions, by, delay, minutes));
    }

    private sealed class Riser(IActorRef decisions, int by, TimeSpan delay, bool minutes) : CodeActor, IWithTimers
    {
        private Won _last;

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart()
        {
            base.PreStart();
            if (minutes) Timers.StartPeriodicTimer("minute", "minute", TimeSpan.FromMinutes(1));
        }

        protected override void OnMessage(object message) => decisions.Tell(message);

        protected override void OnRecord(in AuctionChanged change)
        {
            var price = change.Current.Latest.Price;
            if (_last.HasValue && (price - _last).ToDecimal() is > 0 and var rise && rise >= by)
            {
                var decision = $"rose to {price}";
                if (delay == default) decisions.Tell(decision);
                else Timers.StartSingleTimer(decision, decision, delay);
            }

            _last = price;
        }
    }

    private sealed class Unmakable : IReplayedActors
    {
        public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create<Incomplete>();
    }

    private sealed class Incomplete : CodeActor
    {
        public Incomplete() => throw new FileNotFoundException("a library is missing");
    }

    private sealed class Quitters : IReplayedActors
    {
        public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) => Props.Create(() => new Quitter(decisions));
    }

    private sealed class Quitter(IActorRef decisions) : CodeActor
    {
        protected override void OnRecord(in AuctionChanged change)
        {
            decisions.Tell("done");
            Context.Stop(Self);
        }
    }

    /// <summary>Of the codes 1 to 4: one cannot be made, one throws, the child of one throws, and the text of a decision does.</summary>
    private sealed class Troubled : IReplayedActors
    {
        public Props? Create(Instrument code, ListedSeries? series, IActorRef decisions) =>
            code == RecordedDay.Code(1) ? throw new InvalidOperationException("no actor")
            : code == RecordedDay.Code(2) ? Props.Create(() => new Thrower(new InvalidOperationException("rose too far")))
            : code == RecordedDay.Code(3) ? Props.Create(() => new Parent())
            : Props.Create(() => new Mute(decisions));
    }

    private sealed class Mute(IActorRef decisions) : CodeActor
    {
        protected override void OnRecord(in AuctionChanged change)
        {
            if (change.Current.Revision > 1) decisions.Tell(new Unspeakable());
        }
    }

    private sealed class Unspeakable
    {
        public override string ToString() => throw new FormatException("no text");
    }

    private sealed class Thrower(Exception cause) : CodeActor
    {
        protected override void OnRecord(in AuctionChanged change)
        {
            if (change.Current.Revision > 1) throw cause;
        }
    }

    private sealed class Parent : CodeActor
    {
        private readonly IActorRef _child = Context.ActorOf(Props.Create(() => new Child()), "child");

        protected override void OnRecord(in AuctionChanged change) => _child.Tell(change.Current.Revision);
    }

    private sealed class Child : ReceiveActor
    {
        public Child() => Receive<long>(revision =>
        {
            if (revision > 1) throw new ArithmeticException("rose too far");
        });
    }
}
