using System.Threading.Channels;
using OptionAuctions.Venue.Sessions;

namespace OptionAuctions.Venue.Load;

/// <summary>Writes a reel to one session, in blocks, two of them on their way at most: a slow client slows it and is not cut.</summary>
internal sealed class LoadRun(Session session, LoadReel reel, LoadOptions options, Action<Session, LoadSlice> book)
{
    private const int Block = 256 * 1024;

    private static readonly TimeSpan FinestOfSystem = TimeSpan.FromMilliseconds(1);

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
        // No PeriodicTimer: it takes nothing below a millisecond, whatever the clock can do.
        var every = clock == TimeProvider.System && options.WriteEvery < FinestOfSystem ? FinestOfSystem : options.WriteEvery;
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
