namespace OptionAuctions.Tests;

/// <summary>Lets the thread pool come to what it was given so far, for a test that is to see that something was not given.</summary>
internal static class ThreadPoolTurns
{
    /// <summary>
    /// The pool takes work in the order in which it came, so what was there has begun when this ends; several turns, and it has had the
    /// time to do something.
    /// </summary>
    public static async Task PassAsync()
    {
        for (var turn = 0; turn < 20; turn++)
        {
            var come = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ThreadPool.UnsafeQueueUserWorkItem(static come => come.SetResult(), come, preferLocal: false);
            await come.Task;
        }
    }
}
