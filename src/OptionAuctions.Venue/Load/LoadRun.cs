using System.Threading.Channels;
using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Load;

/// <summary>
/// A load run of one session: writes a sequence of frames in blocks. At most two blocks are unwritten, so that a slow client slows the run and is
/// not cut.
/// </summary>
internal sealed class LoadRun(Session session, LoadSequence reel, LoadOptions options, Action<Session, LoadSlice> countSent)
{
    private const int Block = 256 * 1024;

    private static readonly TimeSpan SystemTimerResolution = TimeSpan.FromMilliseconds(1);

    private Task _previousWrite = Task.CompletedTask;
    private int _frame;

    public long Frames { get; private set; }
    public long Records => Frames * options.RecordsPerFrame;
    public long Bytes { get; private set; }

    public async Task RunAsync(TimeProvider clock, CancellationToken ct)
    {
        try
        {
            if (options.RecordsPerSecond == 0) await UnpacedAsync(ct);
            else await PacedAsync(clock, ct);
            await _previousWrite.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // the run was cancelled
        }
    }

    private long FramesLeft => options.Records == 0
        ? long.MaxValue
        : ((options.Records + options.RecordsPerFrame - 1) / options.RecordsPerFrame) - Frames;

    private async Task UnpacedAsync(CancellationToken ct)
    {
        while (FramesLeft > 0 && session.IsOpen && !ct.IsCancellationRequested) await WriteAsync(FramesLeft, ct);
    }

    private async Task PacedAsync(TimeProvider clock, CancellationToken ct)
    {
        // No PeriodicTimer: it takes no period below a millisecond, whatever the clock can do.
        var every = clock == TimeProvider.System && options.WriteEvery < SystemTimerResolution ? SystemTimerResolution : options.WriteEvery;
        var ticks = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var began = clock.GetTimestamp();
        await using var pace = clock.CreateTimer(_ => ticks.Writer.TryWrite(true), null, every, every);
        while (FramesLeft > 0 && session.IsOpen && await ticks.Reader.ReadAsync(ct))
        {
            var due = (long)((Int128)clock.GetElapsedTime(began).Ticks * options.RecordsPerSecond / options.RecordsPerFrame / TimeSpan.TicksPerSecond);
            while (Frames < due && FramesLeft > 0 && session.IsOpen && !ct.IsCancellationRequested)
                await WriteAsync(Math.Min(FramesLeft, due - Frames), ct);
        }
    }

    private async Task WriteAsync(long frames, CancellationToken ct)
    {
        var slice = reel.Slice(_frame, frames, Block);
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // The queue is full of other messages: this block is not sent
        if (!session.Connection.Send(new Outgoing(slice.Bytes, Written: written))) written.SetResult();
        else
        {
            Frames += slice.Frames;
            Bytes += slice.Bytes.Length;
            _frame = (_frame + slice.Frames) % reel.Ends.Length;
            countSent(session, slice);
        }

        await _previousWrite.WaitAsync(ct);
        _previousWrite = written.Task;
    }
}
