using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Load;

/// <summary>Writes a reel to one session, in blocks, two of them on their way at most: a slow client slows it and is not cut.</summary>
internal sealed class LoadRun(Session session, LoadReel reel, LoadOptions options, Action<Session, LoadSlice> book)
{
    private const int Block = 256 * 1024, PacesPerSecond = 1000;

    private Task _before = Task.CompletedTask;
    private int _frame;

    public long Frames { get; private set; }
    public long Records => Frames * options.RecordsPerFrame;
    public long Bytes { get; private set; }

    public async Task RunAsync(TimeProvider clock, CancellationToken ct)
    {
        try
        {
            if (options.RecordsPerSecond == 0) await AsFastAsItGoesAsync(ct);
            else await PacedAsync(clock, ct);
            await _before.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // told to stop
        }
    }

    private long FramesLeft => options.Records == 0
        ? long.MaxValue
        : ((options.Records + options.RecordsPerFrame - 1) / options.RecordsPerFrame) - Frames;

    private async Task AsFastAsItGoesAsync(CancellationToken ct)
    {
        while (FramesLeft > 0 && session.IsOpen && !ct.IsCancellationRequested) await WriteAsync(FramesLeft, ct);
    }

    private async Task PacedAsync(TimeProvider clock, CancellationToken ct)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PacesPerSecond), clock);
        var began = clock.GetTimestamp();
        while (FramesLeft > 0 && session.IsOpen && await pace.WaitForNextTickAsync(ct))
        {
            var due = (long)(clock.GetElapsedTime(began).TotalSeconds * options.RecordsPerSecond / options.RecordsPerFrame);
            while (Frames < due && FramesLeft > 0 && session.IsOpen && !ct.IsCancellationRequested)
                await WriteAsync(Math.Min(FramesLeft, due - Frames), ct);
        }
    }

    private async Task WriteAsync(long frames, CancellationToken ct)
    {
        var slice = reel.Slice(_frame, frames, Block);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!session.Line.Send(new Outgoing(slice.Bytes, Written: written))) written.SetResult(); // full of other things: this block is not sent
        else
        {
            Frames += slice.Frames;
            Bytes += slice.Bytes.Length;
            _frame = (_frame + slice.Frames) % reel.Ends.Length;
            book(session, slice);
        }

        await _before.WaitAsync(ct);
        _before = written.Task;
    }
}
