using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>Hears what a socket reads, for a test to await.</summary>
internal sealed class TapInTest : IWebSocketMessageHandler
{
    private readonly Channel<byte[]> _messages = Channel.CreateBounded<byte[]>(100_000);
    private readonly SemaphoreSlim _frame = new(0);
    private int _quiets, _tooLong, _heard;

    /// <summary>Messages beyond the cap.</summary>
    public int TooLong => Volatile.Read(ref _tooLong);

    /// <summary>Times that the line had nothing more.</summary>
    public int Quiets => Volatile.Read(ref _quiets);

    /// <summary>Times that frames were heard to begin.</summary>
    public int Frames => Volatile.Read(ref _heard);

    public void OnMessage(ReadOnlySpan<byte> message) => Assert.True(_messages.Writer.TryWrite(message.ToArray()));

    public void OnOversized(ReadOnlySpan<byte> beginning) => Interlocked.Increment(ref _tooLong);

    public void OnQuiet() => Interlocked.Increment(ref _quiets);

    public void OnFrame()
    {
        Interlocked.Increment(ref _heard);
        if (_frame.CurrentCount == 0) _frame.Release();
    }

    /// <summary>Completes when frames begin.</summary>
    public Task FrameAsync() => _frame.WaitAsync().WaitAsync(FeedRig.Patience);

    /// <summary>The next message.</summary>
    public Task<byte[]> NextAsync() => _messages.Reader.ReadAsync().AsTask().WaitAsync(FeedRig.Patience);

    /// <summary>The next message, as ASCII.</summary>
    public async Task<string> NextTextAsync() => Encoding.ASCII.GetString(await NextAsync());

    /// <summary>What has come and nobody asked for.</summary>
    public int Unread => _messages.Reader.Count;
}

/// <summary>A <see cref="WebSocketConnection"/> towards a server of a test, being read.</summary>
internal sealed class SocketInTest : IDisposable
{
    private SocketInTest()
    {
    }

    public TapInTest Tap { get; } = new();

    public WebSocketConnection Socket { get; private set; } = null!;

    /// <summary>Completes with the end of the connection.</summary>
    public Task End { get; private set; } = null!;

    public static async Task<SocketInTest> ConnectAsync(Uri url, int cap = 64 * 1024, TimeSpan keepAlive = default, TimeProvider? time = null)
    {
        var test = new SocketInTest();
        using var patience = new CancellationTokenSource(FeedRig.Patience);
        var request = new WebSocketRequest(url, test.Tap, cap, test.Tap.OnFrame, keepAlive, time ?? TimeProvider.System);
        test.Socket = (WebSocketConnection)await WebSocketConnection.ConnectAsync(request, patience.Token);
        test.End = test.Socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None).AsTask();
        return test;
    }

    public Task SayAsync(byte[] text, bool last = true) =>
        Socket.SendAsync(text, WebSocketMessageType.Text, last, CancellationToken.None).WaitAsync(FeedRig.Patience);

    public Task CloseAsync() =>
        Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", CancellationToken.None).WaitAsync(FeedRig.Patience);

    public void Dispose() => Socket.Dispose();
}
