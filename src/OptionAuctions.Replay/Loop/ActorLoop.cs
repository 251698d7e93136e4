using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch;

namespace OptionAuctions.Replay;

/// <summary>
/// The run queue of all dispatchers of one actor system: mailboxes run one after another, in the order in which they were scheduled. While the loop has an
/// owner, only <see cref="RunUntilIdle"/> runs them, on the owner's thread, so that what happens does not depend on threads; otherwise one thread of the
/// thread pool does.
/// </summary>
internal sealed class ActorLoop : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static ActorLoop? s_running; // the loop that this thread runs as its owner

    private readonly Lock _gate = new();
    private readonly Queue<IRunnable> _waiting = new();
    private readonly Queue<IRunnable> _ofOwner = new(); // scheduled by what the owner runs, which needs no lock
    private bool _isRunning, _isOwned;

    /// <summary>Schedules a mailbox.</summary>
    public void Schedule(IRunnable mailbox)
    {
        if (s_running == this)
        {
            _ofOwner.Enqueue(mailbox);
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(mailbox);
            if (_isRunning || _isOwned) return;
            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Begins the ownership, once the thread of the pool that may be running has stopped.</summary>
    public void Own()
    {
        lock (_gate) _isOwned = true;
        var spin = default(SpinWait);
        while (IsRunning) spin.SpinOnce();
    }

    /// <summary>By the owner: runs mailboxes until none is scheduled. No message waits then in any actor of these dispatchers.</summary>
    public void RunUntilIdle()
    {
        var before = s_running;
        s_running = this;
        try
        {
            while (_ofOwner.TryDequeue(out var mailbox) || TryDequeue(out mailbox)) mailbox.Run();
        }
        finally
        {
            s_running = before;
        }
    }

    /// <summary>Ends the ownership.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _isOwned = false;
            if (_waiting.Count == 0 || _isRunning) return;
            _isRunning = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>By a thread of the thread pool: runs mailboxes until none is scheduled, or the loop has an owner.</summary>
    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            IRunnable? mailbox;
            lock (_gate)
            {
                if (_isOwned || !_waiting.TryDequeue(out mailbox))
                {
                    _isRunning = false;
                    return;
                }
            }

            mailbox.Run();
        }
    }

    private bool IsRunning
    {
        get
        {
            lock (_gate) return _isRunning;
        }
    }

    private bool TryDequeue([NotNullWhen(true)] out IRunnable? mailbox)
    {
        lock (_gate) return _waiting.TryDequeue(out mailbox);
    }
}
