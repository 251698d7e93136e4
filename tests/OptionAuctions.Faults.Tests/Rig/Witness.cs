using Akka.Actor;
using Akka.Event;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>
/// Hears everything that a run says: log lines, events, dead letters, and what its subscriber is told. Remembers the last of it, and
/// at once notes what gave a secret away.
/// </summary>
internal sealed class Witness(Canary canary)
{
    private const int Remembered = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<(long Number, object What)> _heard = new();
    private readonly List<Waiter> _waiting = [];
    private readonly List<string> _leaks = [];
    private long _number;
    private IActorRef? _ear;

    /// <summary>Now, for <see cref="WhenAsync{T}"/>.</summary>
    public long Mark
    {
        get
        {
            lock (_gate) return _number;
        }
    }

    /// <summary>Hears from now on whatever is published on the event stream.</summary>
    public void ListenTo(ActorSystem system)
    {
        _ear = system.ActorOf(Props.Create(() => new WitnessActor(this)), "witness");
        system.EventStream.Subscribe(_ear, typeof(object));
    }

    /// <summary>What gave a secret away; the secret itself is not in it.</summary>
    public IReadOnlyList<string> Leaks
    {
        get
        {
            lock (_gate) return [.. _leaks];
        }
    }

    public void Hear(object what)
    {
        var leak = canary.In(what is LogEvent { Cause: { } cause } ? $"{what} {cause}" : $"{what}");
        lock (_gate)
        {
            if (leak is not null && _leaks.Count < 100) _leaks.Add($"{what.GetType().Name} shows the {leak}");
            _heard.Enqueue((_number++, what));
            if (_heard.Count > Remembered) _heard.Dequeue();
            _waiting.RemoveAll(w => w.Hears(what));
        }
    }

    /// <summary>The first of its kind since a mark that satisfies a condition; waits for it when there is none yet.</summary>
    public Task<T> WhenAsync<T>(Func<T, bool>? which = null, long since = 0)
    {
        lock (_gate)
        {
            foreach (var (number, what) in _heard)
                if (number >= since && what is T heard && which?.Invoke(heard) != false) return Task.FromResult(heard);

            var found = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add(new Waiter(what => what is T heard && which?.Invoke(heard) != false && found.TrySetResult(heard)));
            return found.Task.WaitAsync(FeedRig.Patience);
        }
    }

    /// <summary>All of a kind since a mark that was published before this call; some may still be on its way to the witness, and is waited for.</summary>
    public async Task<IReadOnlyList<T>> AllAsync<T>(long since = 0)
    {
        if (_ear is { } ear) await ear.Ask<ActorIdentity>(new Identify(null), FeedRig.Patience);
        return Heard<T>(since);
    }

    /// <summary>All of a kind since a mark that has come so far.</summary>
    public IReadOnlyList<T> Heard<T>(long since = 0)
    {
        lock (_gate) return [.. _heard.Where(h => h.Number >= since).Select(h => h.What).OfType<T>()];
    }

    private sealed record Waiter(Func<object, bool> Hears);
}

/// <summary>Passes what it receives to a <see cref="Witness"/>.</summary>
internal sealed class WitnessActor(Witness witness) : UntypedActor
{
    protected override void OnReceive(object message) => witness.Hear(message);
}
