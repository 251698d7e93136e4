using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using OptionAuctions.Faults.Tests.Rig;

namespace OptionAuctions.Faults.Tests.Readers;

/// <summary>Our socket against <c>ws</c> on Node. Needs both, so it is a lane of its own: <c>.ci/run</c> installs them and plays it.</summary>
[Trait("Category", "Node")]
public sealed class NodeSpecs
{
    private static readonly int[] Lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000]; // as in tests/clients/ws_server.cjs

    [Fact]
    public async Task Messages_of_every_length_arrive_pings_between_their_fragments_are_answered_and_what_we_say_is_understood()
    {
        await using var node = await NodeServer.StartAsync();
        using var test = await SocketInTest.ConnectAsync(node.Url("lengths"), cap: 1_000_000);

        foreach (var length in Lengths)
        {
            Assert.Equal(new string('a', length), await test.Tap.NextTextAsync());
            Assert.Equal(new string('b', length), await test.Tap.NextTextAsync());
        }

        foreach (var length in Lengths)
        {
            var said = Enumerable.Range(0, length).Select(i => (byte)('a' + (i % 26))).ToArray();
            await test.SayAsync(said[..(length / 2)], last: false);
            await test.SayAsync(said[(length / 2)..]);
            Assert.Equal(said, await test.Tap.NextAsync());
        }

        await test.CloseAsync();
        var seen = await node.SeenAsync();
        Assert.Equal((1000, null, ""), (seen.Code, seen.Error, seen.Extensions));
        var pings = Lengths.SelectMany(l => Enumerable.Range(0, 4).Select(part => $"between {l}/{part}")).ToList();
        Assert.Equal(pings[^1], seen.Pongs[^1]); // the newest ping is answered; of those that came together with it, any
        Assert.Equal(seen.Pongs, pings.Where(seen.Pongs.Contains));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1013)]
    [InlineData(3000)]
    [InlineData(4999)]
    public async Task Its_close_is_answered_with_its_code(int code)
    {
        await using var node = await NodeServer.StartAsync();
        using var test = await SocketInTest.ConnectAsync(node.Url($"close/{code}"));

        await test.End.WaitAsync(FeedRig.Patience);
        await test.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default); // hangs up, as the library has it do

        Assert.Equal((code, "enough"), ((int)test.Socket.CloseStatus!, test.Socket.CloseStatusDescription));
        Assert.Equal(code, (await node.SeenAsync()).Code);
    }

    [Fact]
    public async Task Its_close_without_a_code_is_answered_with_one_without()
    {
        await using var node = await NodeServer.StartAsync();
        using var test = await SocketInTest.ConnectAsync(node.Url("close"));

        await test.End.WaitAsync(FeedRig.Patience);
        await test.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", default);

        Assert.Equal((WebSocketCloseStatus.Empty, 1005), (test.Socket.CloseStatus, (await node.SeenAsync()).Code));
    }

    [Fact]
    public async Task When_it_hangs_up_without_a_word_the_line_is_broken()
    {
        await using var node = await NodeServer.StartAsync();
        using var test = await SocketInTest.ConnectAsync(node.Url("terminate"));

        await test.SayAsync("go"u8.ToArray());

        await Assert.ThrowsAsync<WebSocketException>(() => test.End.WaitAsync(FeedRig.Patience));
        Assert.Equal(1006, (await node.SeenAsync()).Code);
    }

    private sealed record Seen(int Code, string Reason, string[] Pongs, string? Error, string Extensions);

    private sealed class NodeServer : IAsyncDisposable
    {
        private readonly Process _node;
        private int _port;

        private NodeServer(Process node) => _node = node;

        public static async Task<NodeServer> StartAsync()
        {
            var start = new ProcessStartInfo("node", [Script()]) { RedirectStandardInput = true, RedirectStandardOutput = true };
            var server = new NodeServer(Process.Start(start)!);
            var port = await server.LineAsync();
            Assert.True(port is not null, "node has no ws: apt-get install node-ws, or npm install ws and set NODE_PATH");
            server._port = int.Parse(port, CultureInfo.InvariantCulture);
            return server;
        }

        public Uri Url(string play) => new($"ws://127.0.0.1:{_port}/{play}");

        /// <summary>What it has seen of a connection that ended.</summary>
        public async Task<Seen> SeenAsync() => JsonSerializer.Deserialize<Seen>((await LineAsync())!, JsonSerializerOptions.Web)!;

        public async ValueTask DisposeAsync()
        {
            _node.StandardInput.Close();
            await _node.WaitForExitAsync().WaitAsync(FeedRig.Patience);
            _node.Dispose();
        }

        private Task<string?> LineAsync() => _node.StandardOutput.ReadLineAsync().WaitAsync(FeedRig.Patience);

        private static string Script() => Path.Combine(Repository.Root, "tests", "clients", "ws_server.cjs");
    }
}
