using System.Threading.Channels;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>A bounded queue of blocks from readers to one parser, which gives them back. A reader that is ahead waits for a block.</summary>
internal sealed class BlockQueue
{
    private const int BlocksOfASession = 16;

    private readonly Channel<MessageBlock> _full, _free;

    public BlockQueue(int sessions)
    {
        var blocks = BlocksOfASession * sessions;
        _full = Channel.CreateBounded<MessageBlock>(new BoundedChannelOptions(blocks) { SingleReader = true, SingleWriter = sessions == 1 });
        _free = Channel.CreateBounded<MessageBlock>(new BoundedChannelOptions(blocks) { SingleReader = sessions == 1, SingleWriter = true });
        for (var i = 0; i < blocks; i++) _free.Writer.TryWrite(new MessageBlock());
    }

    public ValueTask<MessageBlock> RentAsync() => _free.Reader.TryRead(out var block) ? new(block) : _free.Reader.ReadAsync();

    public void HandOver(MessageBlock block)
    {
        if (!_full.Writer.TryWrite(block)) throw new InvalidOperationException("more blocks than there are");
    }

    /// <summary>Hands each block to the parser, until <see cref="Complete"/>.</summary>
    public async Task ReadAsync(Action<MessageBlock> parse)
    {
        while (await _full.Reader.WaitToReadAsync())
        {
            while (_full.Reader.TryRead(out var block))
            {
                parse(block);
                block.Clear();
                _free.Writer.TryWrite(block);
            }
        }
    }

    public void Complete() => _full.Writer.Complete();
}
