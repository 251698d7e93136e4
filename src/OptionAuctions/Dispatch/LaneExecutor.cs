using Akka.Dispatch;

namespace OptionAuctions.Dispatch;

/// <summary>
/// Runs mailboxes one after the other on a thread of the pool, in the order in which they came to have work; on a second thread, and so on, only
/// while many wait. The first may begin on a thread that is lent.
/// </summary>
/// <remarks>
/// A batch of records wakes hundreds of actors, each for some hundred nanoseconds. Handing each of them to the pool costs more than that, and
/// wakes threads that find nothing to do; here it is a place in a queue. What runs here must not block, so a host's actors do not, unless it says so. Who
/// lends a thread is to have it back soon: after one that was held for too long, none is taken for a while.
/// </remarks>
/// <param name="id">Of the dispatcher.</param>
/// <param name="lanes">Threads at once, at most.</param>
/// <param name="time">Times loans.</param>
/// <param name="heldFor">Told of one that was held for too long.</param>
internal sealed class LaneExecutor(string id, int lanes, TimeProvider? time = null, Action<TimeSpan>? heldFor = null) : ExecutorService(id), IThreadPoolWorkItem
{
    private const int TakenAtOnce = 16, WorthALane = 256, RunOnALoan = 32;

    [ThreadStatic]
    private static bool s_atOnce, s_onLoan;

    [ThreadStatic]
    private static LaneExecutor? s_lent;

    private readonly Lock _gate = new();
    private readonly Queue<IRunnable> _waiting = new();
    private readonly LoanTerms _loans = new(time ?? TimeProvider.System, heldFor);
    private int _running;

    /// <summary>From here to the end of the scope, mailboxes that this thread gives work are run by it at once, and what these give work waits as ever.</summary>
    public static AtOnce RunAtOnce() => new(true);

    /// <summary>
    /// A lane that begins in the scope is run by this thread, at the end of the scope, for a few mailboxes: who gives it little spares that the way through the
    /// pool. Where more waits then, the lane goes on there.
    /// </summary>
    /// <param name="lends">False: the thread is not lent, as without the scope.</param>
    public static Loan LendThread(bool lends) => new(lends);

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

        if (s_onLoan && s_lent is null && _loans.Allow()) s_lent = this;
        else ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>One lane, until nothing waits.</summary>
    public void Execute()
    {
        var taken = new Taken();
        while (Take(taken) is var count and > 0)
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

    /// <summary>Until its end the thread is lent.</summary>
    public readonly ref struct Loan
    {
        private readonly bool _lends;

        internal Loan(bool lends) => s_onLoan |= _lends = lends && !s_onLoan; // in another loan it is that one's thread

        /// <summary>Runs the lane that began, if one did.</summary>
        public void Dispose()
        {
            if (!_lends) return;
            var lane = s_lent;
            (s_onLoan, s_lent) = (false, null);
            lane?.RunOnLoan();
        }
    }

    /// <summary>One after the other, so that one which throws takes no other with it: it ends with who lent the thread, and the lane goes on.</summary>
    private void RunOnLoan()
    {
        var (more, begun) = (true, _loans.Begin());
        try
        {
            IRunnable run = null!;
            for (var ran = 0; ran < RunOnALoan && (more = Take(new Span<IRunnable>(ref run)) > 0); ran++) run.Run();
        }
        finally
        {
            if (more) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            _loans.End(begun);
        }
    }

    /// <returns>How many of what waits; 0 ends the lane.</returns>
    private int Take(Span<IRunnable> into)
    {
        lock (_gate)
        {
            var count = 0;
            while (count < into.Length && _waiting.TryDequeue(out var run)) into[count++] = run;
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
