using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.Readers;

/// <summary>Our socket against a server on bare TCP that says what no honest one would.</summary>
public sealed class HostileServerSpecs
{
    private const int Cap = 1_000;

    private static readonly byte[] Good = WsFrame.Text("good"u8);

    private static readonly Dictionary<string, (byte[] Bytes, WebSocketProtocolError Why)> Illegal = new()
    {
        ["the first reserved bit"] = (WsFrame.Of(WsFrame.TextMessage, "x"u8, reserved: 0x40), WebSocketProtocolError.ReservedBits),
        ["the second"] = (WsFrame.Of(WsFrame.TextMessage, "x"u8, reserved: 0x20), WebSocketProtocolError.ReservedBits),
        ["the third"] = (WsFrame.Of(WsFrame.PingMessage, [], reserved: 0x10), WebSocketProtocolError.ReservedBits),
        ["a data opcode nobody has defined"] = (WsFrame.Of(3, "x"u8), WebSocketProtocolError.UnknownKind),
        ["a control opcode nobody has defined"] = (WsFrame.Of(11, "x"u8), WebSocketProtocolError.UnknownKind),
        ["a masked frame"] = (WsFrame.Of(WsFrame.TextMessage, "x"u8, masked: true), WebSocketProtocolError.Masked),
        ["a ping in fragments"] = (WsFrame.Of(WsFrame.PingMessage, "x"u8, last: false), WebSocketProtocolError.FragmentedControl),
        ["a close in fragments"] = (WsFrame.Of(WsFrame.CloseMessage, [], last: false), WebSocketProtocolError.FragmentedControl),
        ["a ping of 126 bytes"] = (WsFrame.Of(WsFrame.PingMessage, new byte[126]), WebSocketProtocolError.LongControl),
        ["a close of 126 bytes"] = (WsFrame.Of(WsFrame.CloseMessage, new byte[126]), WebSocketProtocolError.LongControl),
        ["a length with the top bit"] = ([0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0], WebSocketProtocolError.LengthBeyondBounds),
        ["a continuation of nothing"] = (WsFrame.Of(WsFrame.Continuation, "x"u8), WebSocketProtocolError.UnexpectedContinuation),
        ["a message that begins in another"] = ([.. WsFrame.Of(WsFrame.TextMessage, "x"u8, last: false), .. Good], WebSocketProtocolError.MessageInMessage),
        ["a close of one byte"] = (WsFrame.Of(WsFrame.CloseMessage, [3]), WebSocketProtocolError.TruncatedCloseCode),
        ["a close code below 1000"] = (WsFrame.Close(999), WebSocketProtocolError.CloseCode),
        ["the code for a close without one"] = (WsFrame.Close(1005), WebSocketProtocolError.CloseCode),
        ["the code for a line that broke"] = (WsFrame.Close(1006), WebSocketProtocolError.CloseCode),
        ["a close code of the protocol that it does not define"] = (WsFrame.Close(2999), WebSocketProtocolError.CloseCode),
        ["a close code beyond all"] = (WsFrame.Close(5000), WebSocketProtocolError.CloseCode),
    };

    public static TheoryData<string> Illegals => [.. Illegal.Keys];

    public static TheoryData<int> CloseCodes => [1000, 1001, 1011, 1012, 3000, 4999];

    [Theory]
    [MemberData(nameof(Illegals))]
    public async Task What_must_not_be_sent_ends_the_connection_with_1002_and_its_name(string what)
    {
        var (bytes, why) = Illegal[what];
        var answer = new TaskCompletionSource<(byte Opcode, byte[] Payload)>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.SendAsync(Good);
            await line.SendAsync(bytes);
            await line.SendAsync(Good);
            answer.SetResult(await line.ReadAsync());
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl, Cap);

        var end = await Assert.ThrowsAsync<WebSocketException>(() => test.End.WaitAsync(FeedRig.Patience));

        var (opcode, payload) = await answer.Task.WaitAsync(FeedRig.Patience);
        Assert.Equal((WsFrame.CloseMessage, (3 * 256) + 234), (opcode, (payload[0] * 256) + payload[1]));
        Assert.Equal($"{why}", System.Text.Encoding.UTF8.GetString(payload.AsSpan(2)));
        Assert.Contains($"{why}", end.Message);
        Assert.Equal((why, WebSocketState.Aborted), (test.Socket.Refusal, test.Socket.State));
        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.Equal(0, test.Tap.Unread);
    }

    [Theory]
    [MemberData(nameof(CloseCodes))]
    public async Task The_servers_close_is_answered_with_its_own_code_and_told(int code)
    {
        var answer = new TaskCompletionSource<(byte Opcode, byte[] Payload)>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.SendAsync(WsFrame.Of(WsFrame.CloseMessage, [(byte)(code >> 8), (byte)code, .. "bye"u8]));
            answer.SetResult(await line.ReadAsync());
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        await test.End.WaitAsync(FeedRig.Patience);

        var (opcode, payload) = await answer.Task.WaitAsync(FeedRig.Patience);
        Assert.Equal((WsFrame.CloseMessage, code), (opcode, (payload[0] * 256) + payload[1]));
        Assert.Equal((code, "bye", WebSocketState.Closed), ((int)test.Socket.CloseStatus!, test.Socket.CloseStatusDescription, test.Socket.State));
        await test.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default).WaitAsync(FeedRig.Patience); // said already
    }

    [Fact]
    public async Task A_close_without_a_code_is_answered_with_one_without()
    {
        var answer = new TaskCompletionSource<(byte Opcode, byte[] Payload)>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.SendAsync(WsFrame.Of(WsFrame.CloseMessage, []));
            answer.SetResult(await line.ReadAsync());
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        await test.End.WaitAsync(FeedRig.Patience);

        Assert.Equal((WsFrame.CloseMessage, 0), (await answer.Task.WaitAsync(FeedRig.Patience)) is var (opcode, payload) ? (opcode, payload.Length) : default);
        Assert.Equal(WebSocketCloseStatus.Empty, test.Socket.CloseStatus);
    }

    [Fact]
    public async Task Our_close_goes_out_and_the_servers_is_awaited_with_what_it_still_says()
    {
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            Assert.Equal(1000, await line.WhenClosedAsync());
            await line.SendAsync(Good);
            await line.SendAsync(WsFrame.Close(1000));
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        await test.CloseAsync();

        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.Equal(WebSocketState.Closed, test.Socket.State);
        await Assert.ThrowsAsync<WebSocketException>(() => test.SayAsync([1]));
        await Assert.ThrowsAsync<WebSocketException>(async () => await test.Socket.ReceiveAsync(Memory<byte>.Empty, default));
    }

    [Fact]
    public async Task A_close_that_is_never_answered_ends_when_the_socket_is_let_go()
    {
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.WhenClosedAsync();
            await line.WhenGoneAsync();
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        var closing = test.CloseAsync();
        Assert.False(closing.IsCompleted);
        test.Socket.Dispose();

        await closing;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.End.WaitAsync(FeedRig.Patience));
    }

    [Fact]
    public async Task A_line_that_breaks_is_no_close()
    {
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.SendAsync(Good);
            await line.SendAsync(Good.AsMemory(0, 3));
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        var end = await Assert.ThrowsAsync<WebSocketException>(() => test.End.WaitAsync(FeedRig.Patience));

        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, end.WebSocketErrorCode);
        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.Equal((0, null), (test.Tap.Unread, test.Socket.CloseStatus));
    }

    [Fact]
    public async Task Pings_are_answered_in_the_middle_of_a_message_and_frames_are_heard()
    {
        var pongs = new TaskCompletionSource<byte[]>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.SendAsync(WsFrame.Of(WsFrame.TextMessage, "go"u8, last: false));
            await line.SendAsync(WsFrame.Of(WsFrame.PingMessage, "are you there?"u8));
            var (opcode, payload) = await line.ReadAsync();
            Assert.Equal(WsFrame.PongMessage, opcode);
            pongs.SetResult(payload);
            await line.SendAsync(WsFrame.Of(WsFrame.Continuation, "od"u8));
            await line.WhenGoneAsync();
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        Assert.Equal("are you there?"u8.ToArray(), await pongs.Task.WaitAsync(FeedRig.Patience));
        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.InRange(test.Tap.Frames, 2, 3);
        Assert.True(test.Tap.Quiets > 0);
    }

    [Fact]
    public async Task What_we_say_goes_out_as_text_and_in_fragments_when_asked()
    {
        var heard = new TaskCompletionSource<List<(byte, byte[])>>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            heard.SetResult([await line.ReadAsync(), await line.ReadAsync(), await line.ReadAsync()]);
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);
        var large = Enumerable.Range(0, 70_000).Select(i => (byte)i).ToArray();

        await test.SayAsync(large);
        await test.SayAsync("fra"u8.ToArray(), last: false);
        await test.SayAsync("gment"u8.ToArray());

        var frames = await heard.Task.WaitAsync(FeedRig.Patience);
        Assert.Equal([WsFrame.TextMessage, WsFrame.TextMessage, WsFrame.Continuation], frames.Select(f => f.Item1));
        Assert.Equal([large, "fra"u8.ToArray(), "gment"u8.ToArray()], frames.Select(f => f.Item2));
    }

    [Fact]
    public async Task Many_who_speak_at_once_are_heard_one_after_the_other()
    {
        var heard = new TaskCompletionSource<List<byte>>();
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            var firsts = new List<byte>();
            while (firsts.Count < 200)
            {
                var (_, payload) = await line.ReadAsync();
                Assert.All(payload, b => Assert.Equal(payload[0], b));
                firsts.Add(payload[0]);
            }

            heard.SetResult(firsts);
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => test.SayAsync(Enumerable.Repeat((byte)i, (i * 10) + 1).ToArray()))));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (byte)i), (await heard.Task.WaitAsync(FeedRig.Patience)).Order());
    }

    [Fact]
    public async Task With_a_keep_alive_pings_of_our_own_go_out()
    {
        var time = new FakeTimeProvider();
        var pinged = new SemaphoreSlim(0);
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            while (true)
            {
                Assert.Equal(WsFrame.PingMessage, (await line.ReadAsync()).Opcode);
                pinged.Release();
            }
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl, keepAlive: TimeSpan.FromSeconds(30), time: time);

        for (var ping = 0; ping < 3; ping++)
        {
            time.Advance(TimeSpan.FromSeconds(30));
            Assert.True(await pinged.WaitAsync(FeedRig.Patience));
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "403")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "200")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n", "does not fit")]
    [InlineData("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n", "something else")]
    public async Task An_upgrade_that_is_no_yes_opens_nothing(string answer, string why)
    {
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            await line.WhenGoneAsync();
        });

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketInTest.ConnectAsync(venue.WebSocketUrl));

        Assert.Contains(why, refused.Message);
    }

    [Fact]
    public async Task Frames_that_come_together_with_the_yes_are_read()
    {
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.SendAsync((byte[])[.. line.Yes(), .. Good, .. WsFrame.Text(new byte[5_000])]);
            await line.WhenGoneAsync();
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl);

        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.Equal(5_000, (await test.Tap.NextAsync()).Length);
    }

    [Fact]
    public async Task Lengths_of_every_form_and_limits_are_read_however_the_server_writes_them()
    {
        int[] lengths = [0, 1, 125, 126, 127, 999, 1_000, 1_001, 65_000, 65_526, 65_535, 65_536, 200_000];
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            foreach (var (length, i) in lengths.Select((l, i) => (l, i)))
            {
                var frame = WsFrame.Text(Enumerable.Repeat((byte)i, length).ToArray());
                foreach (var piece in frame.Chunk(i % 3 == 0 ? 1 + (frame.Length / 7) : frame.Length)) await line.SendAsync(piece);
            }

            await line.SendAsync(Good);
            await line.WhenGoneAsync();
        });
        using var test = await SocketInTest.ConnectAsync(venue.WebSocketUrl, Cap);

        foreach (var length in lengths.Where(l => l <= Cap)) Assert.Equal(length, (await test.Tap.NextAsync()).Length);
        Assert.Equal("good", await test.Tap.NextTextAsync());
        Assert.Equal(lengths.Count(l => l > Cap), test.Tap.TooLong);
    }
}
