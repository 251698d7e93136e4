using OptionAuctions.Replay;
using Akka.Actor;
using OptionAuctions.TestKit;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>An actor system on a clock that stands still until a test moves it; says which timers wait for the clock.</summary>
internal sealed class TimerWatch
{
    private const int MostOfAKind = 64; // of timers that nobody asks for; no kind displaces another

    private readonly Lock _gate = new();
    private readonly List<Armed> _armed = [];
    private readonly List<(Func<Armed, bool> Which, TaskCompletionSource<Armed> Found)> _waiting = [];

    public TimerWatch()
    {
        Sys = FeedRig.NewSystem(AuctionHarness.Config);
        Clock = ((VirtualScheduler)Sys.Scheduler).Clock;
        Clock.TimerSet += (state, due) =>
        {
            if (state is not null) Arm(new Armed($"{state}", due));
        };
    }

    public ActorSystem Sys { get; }

    public VirtualClock Clock { get; }

    /// <summary>Moves on to when a timer is due, which it is then, to the tick.</summary>
    public void Reach(Armed timer)
    {
        if (timer.Due > Clock.GetUtcNow()) Clock.AdvanceTo(timer.Due);
    }

    /// <summary>The next timer of that kind that is set, each told once.</summary>
    /// <param name="what">Part of the name of the message that it sends.</param>
    public Task<Armed> NextTimerAsync(params string[] what)
    {
        bool Which(Armed a) => what.Any(w => a.What.Contains(w, StringComparison.Ordinal));
        lock (_gate)
        {
            if (_armed.FirstOrDefault(Which) is { } known)
            {
                _armed.Remove(known);
                return Task.FromResult(known);
            }

            var found = new TaskCompletionSource<Armed>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((Which, found));
            return found.Task.WaitAsync(FeedRig.Patience);
        }
    }

    private void Arm(Armed armed)
    {
        lock (_gate)
        {
            var asker = _waiting.FindIndex(w => w.Which(armed));
            if (asker >= 0)
            {
                _waiting[asker].Found.TrySetResult(armed);
                _waiting.RemoveAt(asker);
                return;
            }

            _armed.Add(armed);
            if (_armed.Count(a => a.What == armed.What) > MostOfAKind) _armed.Remove(_armed.First(a => a.What == armed.What));
        }
    }

    /// <summary>A timer that waits.</summary>
    /// <param name="What">The name of the message that it sends.</param>
    /// <param name="Due">When it is due.</param>
    public sealed record Armed(string What, DateTimeOffset Due);
}
