using System.Net.WebSockets;
using System.Text;
using CsCheck;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.FrameworkReader;

public sealed class TappedWebSocketSpecs
{
    private readonly Tap _tap = new();

    [Fact]
    public async Task Fragments_become_whole_messages_however_they_are_cut() =>
        await Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 90].Array[1, 8], Gen.Int[1, 7]).SampleAsync(async (messages, cut) =>
        {
            var tap = new Tap();
            await ReadAsync(tap, cap: 100, [.. messages.SelectMany(m => Cut(m, cut))]);
            return tap.Messages.SequenceEqual(messages);
        });

    [Fact]
    public async Task A_message_of_exactly_the_cap_is_taken_and_one_byte_more_is_read_past_without_being_kept()
    {
        await ReadAsync(_tap, cap: 10, [.. Cut(new string('a', 10), 4), .. Cut(new string('b', 11), 4), .. Cut("after", 4)]);

        Assert.Equal([new string('a', 10), "after"], _tap.Messages);
        Assert.Equal(1, _tap.Oversized);
    }

    [Fact]
    public async Task A_message_of_exactly_the_cap_that_ends_in_an_empty_fragment_is_taken()
    {
        await ReadAsync(_tap, cap: 10, [(Encoding.ASCII.GetBytes(new string('a', 10)), false), ([], true), .. Cut("after", 4)]);

        Assert.Equal([new string('a', 10), "after"], _tap.Messages);
        Assert.Equal(0, _tap.Oversized);
    }

    [Fact]
    public async Task Both_readers_read_the_same_however_a_message_around_the_cap_is_cut() =>
        await Gen.Int[0, 6].Array[1, 5].Array[1, 6].SampleAsync(async messages =>
        {
            const int cap = 10;
            var fragments = messages.SelectMany((sizes, m) => sizes.Select((size, i) =>
                (Bytes: Encoding.ASCII.GetBytes(new string((char)('a' + m), size)), Last: i == sizes.Length - 1))).ToArray();
            var (framework, ours) = (new Tap(), new Tap());

            await ReadAsync(framework, cap, fragments);
            var begins = true;
            var bytes = new List<byte>();
            foreach (var (payload, last) in fragments)
            {
                bytes.AddRange(WsFrame.Of(begins ? WsFrame.TextMessage : WsFrame.Continuation, payload, last));
                begins = last;
            }

            new WebSocketFrameReader(ours, cap, bufferSize: 1_024).Read(bytes.ToArray(), out _);
            return ours.Messages.SequenceEqual(framework.Messages) && ours.Oversized == framework.Oversized;
        });

    [Fact]
    public async Task An_endless_message_is_refused_once_and_costs_no_memory()
    {
        await ReadAsync(_tap, cap: 64, Enumerable.Repeat(("0123456789"u8.ToArray(), false), 100_000).ToArray());

        Assert.Equal(1, _tap.Oversized);
        Assert.Empty(_tap.Messages);
    }

    [Fact]
    public async Task Quiet_is_said_when_the_next_read_has_to_wait_and_before_it_does()
    {
        var inner = new Scripted([(Encoding.ASCII.GetBytes("one"), true), (Encoding.ASCII.GetBytes("two"), true)]) { WaitsAtTheEnd = true };
        using var socket = new TappedWebSocket(inner, _tap, 100);

        var reading = socket.ReceiveAsync(new Memory<byte>(new byte[1]), default);

        Assert.False(reading.IsCompleted);
        Assert.Equal(["one", "two", "quiet"], _tap.Received);
        inner.Close();
        Assert.Equal(WebSocketMessageType.Close, (await reading).MessageType);
    }

    [Fact]
    public async Task Quiet_is_said_when_the_line_breaks_right_behind_a_message()
    {
        using var socket = new TappedWebSocket(new Scripted([(Encoding.ASCII.GetBytes("last"), true)]) { BreaksAtTheEnd = true }, _tap, 100);

        await Assert.ThrowsAsync<WebSocketException>(async () => await socket.ReceiveAsync(new Memory<byte>(new byte[1]), default));

        Assert.Equal(["last", "quiet"], _tap.Received);
    }

    private static async Task ReadAsync(Tap tap, int cap, (byte[], bool)[] fragments)
    {
        using var socket = new TappedWebSocket(new Scripted(fragments), tap, cap);
        var end = await socket.ReceiveAsync(new Memory<byte>(new byte[1]), default);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    private static IEnumerable<(byte[] Bytes, bool Last)> Cut(string message, int size)
    {
        var chunks = Encoding.ASCII.GetBytes(message).Chunk(size).ToArray();
        return chunks.Length == 0 ? [([], true)] : chunks.Select((chunk, i) => (chunk, i == chunks.Length - 1));
    }

    private sealed class Tap : IWebSocketMessageHandler
    {
        public List<string> Received { get; } = [];

        public List<string> Messages { get; } = [];

        public int Oversized { get; private set; }

        public void OnMessage(ReadOnlySpan<byte> message)
        {
            Messages.Add(Encoding.ASCII.GetString(message));
            Received.Add(Messages[^1]);
        }

        public void OnOversized(ReadOnlySpan<byte> beginning) => Oversized++;

        public void OnQuiet() => Received.Add("quiet");
    }

    /// <summary>A socket that has these fragments to read and then the venue's close.</summary>
    private sealed class Scripted((byte[] Bytes, bool Last)[] fragments) : WebSocket
    {
        private readonly TaskCompletionSource<ValueWebSocketReceiveResult> _end = new();
        private int _next, _offset;

        public bool WaitsAtTheEnd { get; init; }

        public bool BreaksAtTheEnd { get; init; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public void Close() => _end.SetResult(new ValueWebSocketReceiveResult(0, WebSocketMessageType.Close, true));

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            Assert.NotEqual(0, buffer.Length); // a real socket would take it for a probe
            if (_next == fragments.Length)
            {
                if (BreaksAtTheEnd) _end.SetException(new WebSocketException());
                else if (!WaitsAtTheEnd) Close();
                return new ValueTask<ValueWebSocketReceiveResult>(_end.Task);
            }

            var (bytes, last) = fragments[_next];
            var count = Math.Min(buffer.Length, bytes.Length - _offset);
            bytes.AsMemory(_offset, count).CopyTo(buffer);
            _offset += count;
            var whole = _offset == bytes.Length;
            if (whole) (_next, _offset) = (_next + 1, 0);
            return new ValueTask<ValueWebSocketReceiveResult>(new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, whole && last));
        }

        public override void Abort()
        {
        }

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            Task.CompletedTask;

        public override void Dispose()
        {
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task SendAsync(
            ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
