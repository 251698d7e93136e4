using Akka.Dispatch;

namespace OptionAuctions.Dispatch;

/// <summary>
/// Runs mailboxes one after the other on a thread of the pool, in the order in which they came to have work; on a second thread, and so on, only
/// while many wait.
/// </summary>
/// <remarks>
/// A batch of records wakes hundreds of actors, each for some hundred nanoseconds. Handing each of them to the pool costs more than that, and
/// wakes threads that find nothing to do; here it is a place in a queue. What runs here must not block, so a host's actors do not.
/// </remarks>
internal sealed class LaneExecutor(string id, int lanes) : ExecutorService(id), IThreadPoolWorkItem
{
    private const int TakenAtOnce = 16, WorthALane = 256;

    [ThreadStatic]
    private static bool s_atOnce;

    private readonly Lock _gate = new();
    private readonly Queue<IRunnable> _waiting = new();
    private int _running;

    /// <summary>From here to the end of the scope, mailboxes that this thread gives work are run by it at once, and what these give work waits as ever.</summary>
    public static AtOnce RunAtOnce() => new(true);

    public override void Execute(IRunnable run)
    {
        if (s_atOnce)
        {
            using (new AtOnce(false)) run.Run();
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(run);
            if (_running >= lanes || _waiting.Count < _running * WorthALane) return;
            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>One lane, until nothing waits.</summary>
    public void Execute()
    {
        var taken = new Taken();
        while (Take(ref taken) is var count and > 0)
            foreach (var run in taken[..count]) run.Run();
    }

    public override void Shutdown()
    {
        // what waits is still run; nothing here holds a thread
    }

    /// <summary>Until disposed of, the thread runs mailboxes at once, or does not.</summary>
    public readonly ref struct AtOnce
    {
        private readonly bool _before;

        internal AtOnce(bool atOnce) => (_before, s_atOnce) = (s_atOnce, atOnce);

        /// <summary>As it was before.</summary>
        public void Dispose() => s_atOnce = _before;
    }

    private int Take(ref Taken taken)
    {
        lock (_gate)
        {
            var count = 0;
            while (count < TakenAtOnce && _waiting.TryDequeue(out var run)) taken[count++] = run;
            if (count == 0) _running--;
            return count;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(TakenAtOnce)]
    private struct Taken
    {
        private IRunnable _first;
    }
}
