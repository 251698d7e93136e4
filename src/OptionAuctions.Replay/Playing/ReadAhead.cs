using System.Threading.Channels;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>Reads a recording a few blocks ahead of the replay, on a thread of its own.</summary>
internal sealed class ReadAhead : IAsyncDisposable
{
    private const int Blocks = 4;

    private readonly Channel<RecordedBlock> _read = Channel.CreateBounded<RecordedBlock>(Blocks);
    private readonly Channel<RecordedBlock> _free = Channel.CreateBounded<RecordedBlock>(Blocks + 2);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    /// <summary>Begins to read.</summary>
    public ReadAhead(IEnumerable<RecordedMessage> messages) => _reading = Task.Run(() => ReadAsync(messages));

    /// <summary>Returns the next block; <see langword="null"/> at the end.</summary>
    /// <exception cref="McapException">A file is none of this format.</exception>
    public async ValueTask<RecordedBlock?> NextAsync() =>
        _read.Reader.TryRead(out var block) || (await _read.Reader.WaitToReadAsync() && _read.Reader.TryRead(out block)) ? block : null;

    /// <summary>Returns a block that is not needed any more.</summary>
    public void Return(RecordedBlock block)
    {
        block.Clear();
        _free.Writer.TryWrite(block);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ReadAsync(IEnumerable<RecordedMessage> messages)
    {
        Exception? failure = null;
        try
        {
            var block = new RecordedBlock();
            foreach (var message in messages)
            {
                block.Add(message);
                if (!block.IsFull) continue;
                await _read.Writer.WriteAsync(block, _stop.Token);
                if (!_free.Reader.TryRead(out block)) block = new RecordedBlock();
            }

            await _read.Writer.WriteAsync(block, _stop.Token);
        }
        catch (Exception cause)
        {
            failure = cause; // for the one who asks for the next block
        }

        _read.Writer.Complete(failure);
    }
}
