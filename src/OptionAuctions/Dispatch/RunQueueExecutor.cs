using System.Runtime.CompilerServices;
using Akka.Dispatch;

namespace OptionAuctions.Dispatch;

/// <summary>
/// The executor of a dispatcher that runs its mailboxes one after another from one queue, on one thread of the thread pool; on a second thread, and
/// so on, only while many mailboxes wait.
/// </summary>
/// <remarks>
/// A batch of records wakes hundreds of actors, each for some hundred nanoseconds. Queuing each of them to the thread pool costs more than that, and
/// wakes threads that find nothing to do; here it costs one entry in a queue. What runs here must not block, so a host's actors run here only if the
/// host says so.
/// </remarks>
/// <param name="id">Path of the dispatcher's settings.</param>
/// <param name="maxThreads">Maximum number of threads that run mailboxes at a time.</param>
internal sealed class RunQueueExecutor(string id, int maxThreads) : ExecutorService(id), IThreadPoolWorkItem
{
    private const int DequeuedAtOnce = 16, WaitingPerThread = 256; // mailboxes

    [ThreadStatic]
    private static bool s_inline;

    private readonly Lock _gate = new();
    private readonly Queue<IRunnable> _waiting = new();
    private int _running;

    /// <summary>Begins a scope in which mailboxes that this thread schedules run on it at once. Mailboxes that those schedule are queued as usual.</summary>
    public static InlineRun RunInline() => new(true);

    public override void Execute(IRunnable run)
    {
        if (s_inline)
        {
            using (new InlineRun(false)) run.Run();
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(run);
            if (_running >= maxThreads || _waiting.Count < _running * WaitingPerThread) return;
            _running++;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>By a thread of the thread pool: runs mailboxes until none waits.</summary>
    public void Execute()
    {
        var dequeued = new DequeuedMailboxes();
        while (Dequeue(dequeued) is var count and > 0)
            foreach (var run in dequeued[..count]) run.Run();
    }

    public override void Shutdown()
    {
        // mailboxes that wait still run, and no thread is held while none waits
    }

    /// <summary>Takes mailboxes off the queue. When none waits, the calling thread counts as running no longer.</summary>
    /// <returns>Number of mailboxes taken; 0 when none waits.</returns>
    private int Dequeue(Span<IRunnable> into)
    {
        lock (_gate)
        {
            var count = 0;
            while (count < into.Length && _waiting.TryDequeue(out var run)) into[count++] = run;
            if (count == 0) _running--;
            return count;
        }
    }

    /// <summary>The scope of <see cref="RunInline"/>.</summary>
    public readonly ref struct InlineRun
    {
        private readonly bool _before;

        internal InlineRun(bool inline) => (_before, s_inline) = (s_inline, inline);

        /// <summary>Ends the scope and restores the state before it.</summary>
        public void Dispose() => s_inline = _before;
    }

    [InlineArray(DequeuedAtOnce)]
    private struct DequeuedMailboxes
    {
        private IRunnable _first;
    }
}
