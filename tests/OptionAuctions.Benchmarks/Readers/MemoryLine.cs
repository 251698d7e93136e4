namespace OptionAuctions.Benchmarks.Readers;

/// <summary>A line without a kernel: the head of a yes, then the same frame so many times, as much of it in each read as there is room for.</summary>
internal sealed class MemoryLine(byte[] head, byte[] block, long blocks) : Stream
{
    private readonly long _length = head.Length + (block.Length * blocks);
    private long _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override int Read(Span<byte> buffer)
    {
        var piece = _at < head.Length ? head.AsSpan((int)_at) : _at < _length ? block.AsSpan((int)((_at - head.Length) % block.Length)) : [];
        var count = Math.Min(piece.Length, buffer.Length);
        piece[..count].CopyTo(buffer);
        _at += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count)
    {
        // nobody reads it
    }

    public override void Flush()
    {
        // nothing is held
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
