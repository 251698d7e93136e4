using System.Net.WebSockets;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

/// <summary>What goes out, and what no longer; how a frame is written is with <see cref="WebSocketFrameWriterSpecs"/>.</summary>
public sealed class WebSocketFrameSenderSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Line _line = new();
    private readonly WebSocketCloseHandshake _close = new();
    private readonly WebSocketFrameSender _sender;

    public WebSocketFrameSenderSpecs() => _sender = new WebSocketFrameSender(_line, _close);

    public void Dispose() => _sender.Dispose();

    [Fact]
    public async Task A_message_goes_on_after_a_ping_between_its_parts()
    {
        await _sender.SendAsync("one"u8.ToArray(), isLast: false, default);
        await _sender.SendControlAsync(WebSocketOpcode.Ping, []);
        await _sender.SendAsync("goes on"u8.ToArray(), isLast: true, default);
        await _sender.SendAsync("two"u8.ToArray(), isLast: true, default);

        Assert.Equal([0x01, 0x89, 0x80, 0x81], _line.Firsts);
    }

    [Fact]
    public async Task Nothing_goes_out_behind_our_close()
    {
        await _sender.SendCloseAsync([], default);

        await _sender.SendCloseAsync([], default);
        await _sender.AnswerCloseAsync([], default);
        await _sender.SendControlAsync(WebSocketOpcode.Pong, []);
        await Assert.ThrowsAsync<WebSocketException>(() => _sender.SendAsync("late"u8.ToArray(), isLast: true, default).AsTask());

        Assert.Equal([0x88], _line.Firsts);
    }

    [Fact]
    public async Task Behind_the_venues_close_a_message_goes_out_and_a_ping_does_not()
    {
        _close.Receive(WebSocketCloseStatus.NormalClosure, "");

        await _sender.SendControlAsync(WebSocketOpcode.Ping, []);
        await _sender.SendAsync("last"u8.ToArray(), isLast: true, default);
        await _sender.AnswerCloseAsync([], default);

        Assert.Equal([0x81, 0x88], _line.Firsts);
    }

    [Fact]
    public async Task When_it_is_let_go_a_pong_that_waits_for_a_stalled_line_gives_up()
    {
        var stalled = _line.Stall();
        var message = _sender.SendAsync("stalls"u8.ToArray(), isLast: true, default).AsTask();
        var pong = _sender.SendControlAsync(WebSocketOpcode.Pong, []);
        Assert.False(pong.IsCompleted);

        _sender.Dispose();

        await pong.WaitAsync(Patience);
        stalled.SetResult();
        await message.WaitAsync(Patience);
        Assert.Equal([0x81], _line.Firsts);
    }

    [Fact]
    public async Task A_line_that_is_gone_is_said_to_who_sends_and_not_to_who_answers()
    {
        _line.Stall().SetException(new IOException("gone"));

        await _sender.SendControlAsync(WebSocketOpcode.Pong, []);
        var end = await Assert.ThrowsAsync<WebSocketException>(() => _sender.SendAsync("lost"u8.ToArray(), isLast: true, default).AsTask());
        await _sender.AnswerCloseAsync([], default);

        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, end.WebSocketErrorCode);
    }

    /// <summary>Keeps the first byte of each frame.</summary>
    private sealed class Line : MemoryStream
    {
        private Task _free = Task.CompletedTask;

        public List<byte> Firsts { get; } = [];

        /// <summary>From here on nothing gets through before this is done.</summary>
        public TaskCompletionSource Stall()
        {
            var stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _free = stalled.Task;
            return stalled;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Firsts.Add(buffer.Span[0]);
            await _free.WaitAsync(cancellationToken);
        }
    }
}
