using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

/// <summary>How a socket asks whether to read on; what it makes of frames is with <see cref="WebSocketFrameReaderSpecs"/>.</summary>
public sealed class WebSocketConnectionSpecs : IDisposable
{
    private const int BufferSize = 64 * 1024, HeadSize = 2; // as the socket has it, and a short frame

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Line _line = new();
    private readonly Tap _tap = new();
    private readonly WebSocketConnection _socket;

    public WebSocketConnectionSpecs() => _socket = new WebSocketConnection(_line, _line, _tap, 1000, () => { }, TimeSpan.Zero, TimeProvider.System);

    public void Dispose() => _socket.Dispose();

    [Fact]
    public async Task The_line_is_not_read_until_there_is_room_and_each_read_is_asked_for()
    {
        _line.Say("one");
        _line.Say("two");
        _line.SayGoodbye();
        var end = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);

        for (var read = 0; read < 3; read++)
        {
            var room = await _tap.AskedAsync();
            await ThreadPoolTurns.PassAsync();
            Assert.Equal((read, read), (_line.Reads, _tap.Messages.Count));
            room.SetResult();
        }

        await end.AsTask().WaitAsync(Patience);
        Assert.Equal(["one", "two"], _tap.Messages);
        Assert.Equal(3, _line.Reads);
    }

    [Fact]
    public async Task A_message_that_takes_several_reads_is_asked_for_as_often()
    {
        _line.Say("one", bytesAtATime: 1);
        _line.SayGoodbye();
        var end = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);

        for (var read = 0; read < 6; read++) (await _tap.AskedAsync()).SetResult(); // head of two bytes, three of text, the close

        await end.AsTask().WaitAsync(Patience);
        Assert.Equal(["one"], _tap.Messages);
    }

    [Fact]
    public async Task What_the_line_had_is_handed_on_before_it_is_asked_for_more()
    {
        _line.Say("one");
        _line.Say("two");
        _line.SayGoodbye();
        var quietAfter = new List<(int Reads, int Messages)>();
        _tap.Quiet = () => quietAfter.Add((_line.Reads, _tap.Messages.Count));
        var end = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);

        for (var read = 0; read < 3; read++) (await _tap.AskedAsync()).SetResult();

        await end.AsTask().WaitAsync(Patience);
        Assert.Equal([(0, 0), (1, 1), (2, 2), (3, 2)], quietAfter); // the first is before all, the last is the end
    }

    [Theory]
    [InlineData(true, typeof(OperationCanceledException))]
    [InlineData(false, typeof(WebSocketException))]
    public async Task A_line_that_just_ends_was_let_go_by_us_or_broke(bool byUs, Type expected)
    {
        var end = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
        var room = await _tap.AskedAsync();
        if (byUs) _socket.Abort();
        room.SetResult();

        Assert.IsType(expected, await Record.ExceptionAsync(() => end.WaitAsync(Patience)));
    }

    [Fact]
    public async Task After_a_read_that_filled_all_room_the_line_is_asked_first()
    {
        _line.SayAsMuchAs(BufferSize);
        _line.Say("last");
        _line.SayGoodbye();
        var quietAfter = new List<int>();
        _tap.Quiet = () => quietAfter.Add(_line.Reads);
        var end = _socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);

        for (var read = 0; read < 3; read++) (await _tap.AskedAsync()).SetResult();

        await end.AsTask().WaitAsync(Patience);
        Assert.Equal([0, 2, 3], quietAfter);
    }

    private sealed class Tap : IWebSocketMessageHandler
    {
        private readonly Channel<TaskCompletionSource> _asked = Channel.CreateBounded<TaskCompletionSource>(100);

        public List<string> Messages { get; } = [];

        public Action Quiet { get; set; } = () => { };

        /// <summary>The next time that the socket asks for room: to be granted.</summary>
        public Task<TaskCompletionSource> AskedAsync() => _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);

        public void OnMessage(ReadOnlySpan<byte> message) => Messages.Add(Encoding.ASCII.GetString(message));

        public void OnOversized(ReadOnlySpan<byte> beginning) => throw new InvalidOperationException("nothing is too long");

        public void OnQuiet() => Quiet();

        public ValueTask WhenRoomAsync()
        {
            var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Assert.True(_asked.Writer.TryWrite(room));
            return new ValueTask(room.Task);
        }
    }

    /// <summary>A venue's line that gives what it was told to say, a piece a read; what is sent is dropped.</summary>
    private sealed class Line : Stream
    {
        private readonly Queue<byte[]> _pieces = [];
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public void Say(string text, int bytesAtATime = 100)
        {
            byte[] frame = [0x81, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
            foreach (var piece in frame.Chunk(bytesAtATime)) _pieces.Enqueue(piece);
        }

        /// <summary>Messages of a hundred bytes or fewer, all of them in one read of so many.</summary>
        public void SayAsMuchAs(int bytes)
        {
            var all = new List<byte>(bytes);
            while (all.Count < bytes)
            {
                var length = Math.Min(100, bytes - all.Count - HeadSize);
                if (bytes - all.Count - HeadSize - length is > 0 and <= HeadSize) length -= HeadSize; // what is left must hold a head
                all.AddRange([0x81, (byte)length, .. Enumerable.Repeat((byte)'x', length)]);
            }

            _pieces.Enqueue([.. all]);
        }

        public void SayGoodbye() => _pieces.Enqueue([0x88, 0]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _reads);
            if (!_pieces.TryDequeue(out var piece)) return ValueTask.FromResult(0);
            piece.CopyTo(buffer);
            return ValueTask.FromResult(piece.Length);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
