namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A stream as a pipe whose reader pauses: a write waits until the reader goes on.</summary>
public sealed class PausedStream(TextWriter writer) : LineStream(writer)
{
    private readonly ManualResetEventSlim _reading = new(initialState: true);
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a write has waited for the reader.</summary>
    public Task Held => _held.Task;

    /// <summary>The reader pauses, and the pipe is full.</summary>
    public void Pause() => _reading.Reset();

    /// <summary>The reader goes on.</summary>
    public void Resume() => _reading.Set();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (!_reading.IsSet) _held.TrySetResult();
        _reading.Wait();
        base.Write(buffer);
    }
}
