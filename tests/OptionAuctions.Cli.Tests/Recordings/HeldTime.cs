namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>A clock that holds whoever reads it, once it was read for a number of times, until it is let go.</summary>
internal sealed class HeldTime(int reads) : TimeProvider, IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _goesOn = new();
    private int _reads;

    /// <summary>Completes when somebody is held.</summary>
    public Task Reached => _reached.Task;

    public override long GetTimestamp()
    {
        if (Interlocked.Increment(ref _reads) == reads)
        {
            _reached.SetResult();
            _goesOn.Wait();
        }

        return base.GetTimestamp();
    }

    public void GoOn() => _goesOn.Set();

    public void Dispose() => _goesOn.Dispose();
}
