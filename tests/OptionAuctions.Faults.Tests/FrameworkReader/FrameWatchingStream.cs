namespace OptionAuctions.Faults.Tests.FrameworkReader;

/// <summary>
/// The bytes under a WebSocket: follows the frames that come in, says when each begins, and relabels text as binary, so that the
/// runtime does not check text for UTF-8. One broken byte would cost the session otherwise, and the venue has sent broken ones in the
/// minutes before the open. What goes out is untouched.
/// </summary>
/// <remarks>
/// Sits under the HTTP upgrade, above TLS where there is any, and lets everything pass until the head of a 101 answer has ended;
/// with any other answer it stays out of the way for good.
/// </remarks>
internal sealed class FrameWatchingStream(Stream inner, Action frameBegan) : Stream
{
    private const int Text = 1, Binary = 2, OpcodeMask = 0x0F;

    private readonly UpgradeHead _head = new();
    private State _state = State.Head;
    private int _extra;
    private ulong _length;
    private bool _masked;

    private enum State
    {
        Head,
        Opcode,
        Length,
        LongLength,
        Mask,
        Payload,
        NoUpgrade,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Follow(buffer.Span[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Follow(buffer.AsSpan(offset, read));
        return read;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Follow(Span<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            switch (_state)
            {
                case State.Head:
                    at += _head.Take(bytes[at..]);
                    if (_head.IsOver) _state = _head.Upgrades ? State.Opcode : State.NoUpgrade;
                    break;
                case State.Opcode:
                    frameBegan();
                    if ((bytes[at] & OpcodeMask) == Text) bytes[at] = (byte)((bytes[at] & ~OpcodeMask) | Binary);
                    at++;
                    _state = State.Length;
                    break;
                case State.Length:
                    BeginLength(bytes[at++]);
                    break;
                case State.LongLength:
                    _length = (_length << 8) | bytes[at++];
                    if (--_extra == 0) AfterLength();
                    break;
                case State.Mask:
                    at++;
                    if (--_extra == 0) AfterMask();
                    break;
                case State.Payload:
                    var step = (int)Math.Min(_length, (ulong)(bytes.Length - at));
                    at += step;
                    _length -= (ulong)step;
                    if (_length == 0) _state = State.Opcode;
                    break;
                case State.NoUpgrade:
                    return;
            }
        }
    }

    private void BeginLength(byte second)
    {
        _masked = (second & 0x80) != 0;
        (_length, _extra) = (second & 0x7F) switch
        {
            126 => (0UL, 2),
            127 => (0UL, 8),
            var small => ((ulong)small, 0),
        };
        if (_extra > 0) _state = State.LongLength;
        else AfterLength();
    }

    private void AfterLength()
    {
        _extra = _masked ? 4 : 0; // a server must not mask; if one does, the runtime says so, and we keep count
        if (_masked) _state = State.Mask;
        else AfterMask();
    }

    private void AfterMask() => _state = _length == 0 ? State.Opcode : State.Payload;
}
