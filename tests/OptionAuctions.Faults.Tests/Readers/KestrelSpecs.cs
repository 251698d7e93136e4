using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionAuctions.Faults.Tests.Rig;

namespace OptionAuctions.Faults.Tests.Readers;

/// <summary>Our socket against ASP.NET Core's WebSockets on Kestrel, which hold a client to the protocol.</summary>
public sealed class KestrelSpecs
{
    [Fact]
    public async Task Messages_of_every_length_in_one_frame_or_many_arrive_and_so_does_what_we_say()
    {
        int[] lengths = [0, 1, 125, 126, 4_095, 65_535, 65_536, 1_000_000];
        await using var server = await Server.StartAsync(async socket =>
        {
            foreach (var length in lengths)
            {
                await socket.SendAsync(new byte[length], WebSocketMessageType.Text, true, default);
                foreach (var part in Enumerable.Repeat(new byte[length / 4], 4)) await socket.SendAsync(part, WebSocketMessageType.Binary, false, default);
                await socket.SendAsync(new byte[length % 4], WebSocketMessageType.Binary, true, default);
            }

            await EchoAsync(socket);
        });
        using var test = await SocketInTest.ConnectAsync(server.Url, cap: 1_000_000);

        foreach (var length in lengths)
        {
            Assert.Equal(length, (await test.Tap.NextAsync()).Length);
            Assert.Equal(length, (await test.Tap.NextAsync()).Length);
        }

        foreach (var length in lengths)
        {
            var said = Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26))).ToArray(); // Kestrel checks text for UTF-8
            await test.SayAsync(said[..(length / 2)], last: false);
            await test.SayAsync(said[(length / 2)..]);
            Assert.Equal(said, await test.Tap.NextAsync());
        }

        await test.CloseAsync();
        await test.End;
        Assert.Equal((WebSocketState.Closed, WebSocketCloseStatus.NormalClosure), (test.Socket.State, test.Socket.CloseStatus));
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await server.ClosedAsync());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1008)]
    [InlineData(3000)]
    [InlineData(4999)]
    public async Task Its_close_is_answered_with_its_code(int code)
    {
        await using var server = await Server.StartAsync(socket => socket.CloseAsync((WebSocketCloseStatus)code, "enough", default));
        using var test = await SocketInTest.ConnectAsync(server.Url);

        await test.End.WaitAsync(FeedRig.Patience);

        Assert.Equal((code, "enough"), ((int)test.Socket.CloseStatus!, test.Socket.CloseStatusDescription));
        Assert.Equal((WebSocketCloseStatus)code, await server.ClosedAsync());
    }

    [Fact]
    public async Task Its_pings_are_answered_or_it_would_hang_up()
    {
        await using var server = await Server.StartAsync(
            EchoAsync, new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromMilliseconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(20) });
        using var test = await SocketInTest.ConnectAsync(server.Url);

        while (test.Tap.Frames < 10) await test.Tap.FrameAsync();

        await test.SayAsync("still here"u8.ToArray());
        Assert.Equal("still here", await test.Tap.NextTextAsync());
        await test.CloseAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, await server.ClosedAsync());
    }

    [Fact]
    public async Task A_server_that_is_gone_without_a_word_is_a_broken_line()
    {
        await using var server = await Server.StartAsync(async socket =>
        {
            await socket.ReceiveAsync(new byte[10], default);
            socket.Abort();
        });
        using var test = await SocketInTest.ConnectAsync(server.Url);

        await test.SayAsync("go"u8.ToArray());

        await Assert.ThrowsAsync<WebSocketException>(() => test.End.WaitAsync(FeedRig.Patience));
    }

    [Fact]
    public async Task A_path_that_is_no_WebSocket_is_refused_with_its_status()
    {
        await using var server = await Server.StartAsync(EchoAsync);

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => SocketInTest.ConnectAsync(new Uri(server.Url, "/nowhere")));

        Assert.Contains("404", refused.Message);
    }

    private static async Task EchoAsync(WebSocket socket)
    {
        var buffer = new byte[1_000_000];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult read;
            do
            {
                read = await socket.ReceiveAsync(buffer.AsMemory(length), default);
                length += read.Count;
            }
            while (!read.EndOfMessage);

            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(socket.CloseStatus!.Value, "", default);
                return;
            }

            await socket.SendAsync(buffer.AsMemory(0, length), read.MessageType, true, default);
        }
    }

    private sealed class Server : IAsyncDisposable
    {
        private readonly TaskCompletionSource<WebSocketCloseStatus?> _closed = new();
        private readonly WebApplication _app;

        private Server(Func<WebSocket, Task> play, WebSocketAcceptContext accept)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _app = builder.Build();
            _app.UseWebSockets();
            _app.MapGet("/feed", async (HttpContext http) =>
            {
                using var socket = await http.WebSockets.AcceptWebSocketAsync(accept);
                await play(socket);
                _closed.TrySetResult(socket.CloseStatus);
            });
        }

        public Uri Url => new(Address.Replace("http", "ws", StringComparison.Ordinal) + "/feed");

        private string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

        public static async Task<Server> StartAsync(Func<WebSocket, Task> play, WebSocketAcceptContext? accept = null)
        {
            var server = new Server(play, accept ?? new WebSocketAcceptContext());
            await server._app.StartAsync();
            return server;
        }

        /// <summary>The code that the server has of us.</summary>
        public Task<WebSocketCloseStatus?> ClosedAsync() => _closed.Task.WaitAsync(FeedRig.Patience);

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
