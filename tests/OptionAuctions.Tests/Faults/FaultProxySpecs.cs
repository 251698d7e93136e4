using System.Net;
using System.Net.Sockets;
using OptionAuctions.TestKit;

namespace OptionAuctions.Tests.Faults;

/// <summary>Each fault does what its name says, to a server that sends back what it gets.</summary>
public sealed class FaultProxySpecs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SteppingTime _time = new();
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private FaultProxy _proxy = null!;
    private Socket _client = null!;
    private Socket _peer = null!;

    public async Task InitializeAsync()
    {
        _server.Start();
        _proxy = FaultProxy.InFrontOf(new Uri($"ws://127.0.0.1:{((IPEndPoint)_server.LocalEndpoint).Port}"), time: _time);
        _client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await _client.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        _peer = await _server.AcceptSocketAsync().WaitAsync(Patience);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _client.Dispose();
        _peer.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Without_a_fault_bytes_and_the_end_pass_both_ways_unchanged()
    {
        var sent = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        var sending = _peer.SendAsync(sent);
        Assert.Equal(sent, await ReadAsync(_client, sent.Length));
        await sending;
        await _client.SendAsync("up"u8.ToArray());
        Assert.Equal("up"u8.ToArray(), await ReadAsync(_peer, 2));

        _peer.Shutdown(SocketShutdown.Send);

        Assert.Empty(await ReadAsync(_client, 1));
    }

    [Fact]
    public async Task Latency_brings_bytes_later_and_in_order()
    {
        _proxy.Set(Direction.Downstream, new Fault.Latency(TimeSpan.FromSeconds(5)));
        await _peer.SendAsync("late"u8.ToArray());
        var read = await _time.RunAsync(ReadAsync(_client, 4));

        Assert.Equal("late"u8.ToArray(), read);
        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
    }

    [Fact]
    public async Task Bandwidth_takes_its_time_for_every_byte()
    {
        _proxy.Set(Direction.Downstream, new Fault.Bandwidth(1_000));
        await _peer.SendAsync(new byte[4_000]);
        var read = await _time.RunAsync(ReadAsync(_client, 4_000));

        Assert.Equal(4_000, read.Length);
        Assert.Equal(TimeSpan.FromSeconds(4), _time.Elapsed);
    }

    [Fact]
    public async Task Slicer_changes_no_byte_and_pauses_between_pieces()
    {
        _proxy.Set(Direction.Downstream, new Fault.Slicer(1, 7, TimeSpan.FromMilliseconds(10)));
        var sent = Enumerable.Range(0, 700).Select(i => (byte)i).ToArray();
        await _peer.SendAsync(sent);
        var read = await _time.RunAsync(ReadAsync(_client, sent.Length));

        Assert.Equal(sent, read);
        Assert.True(_time.Elapsed >= TimeSpan.FromMilliseconds(10 * 99)); // a hundred pieces at least
    }

    [Fact]
    public async Task Limit_data_lets_so_many_bytes_through_and_closes()
    {
        _proxy.Set(Direction.Downstream, new Fault.LimitData(5));
        await _peer.SendAsync("0123456789"u8.ToArray());

        Assert.Equal("01234"u8.ToArray(), await ReadAsync(_client, 10));
    }

    [Fact]
    public async Task Reset_peer_ends_the_connection_without_a_goodbye()
    {
        _proxy.Set(Direction.Downstream, new Fault.ResetPeer());
        await _peer.SendAsync("x"u8.ToArray());

        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(_client, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reset_by_one_side_reaches_the_other_at_once(bool byServer)
    {
        var (one, other) = byServer ? (_peer, _client) : (_client, _peer);
        one.Close(0);
        await Assert.ThrowsAsync<SocketException>(() => ReadAsync(other, 1));
    }

    [Fact]
    public async Task Timeout_is_a_black_hole_until_it_is_lifted()
    {
        _proxy.Set(Direction.Downstream, new Fault.Timeout());
        await _peer.SendAsync("lost"u8.ToArray());
        await _client.SendAsync("heard"u8.ToArray());
        Assert.Equal("heard"u8.ToArray(), await ReadAsync(_peer, 5)); // the other way is open
        await _proxy.WhenSwallowedAsync(4).WaitAsync(Patience);

        _proxy.Set(Direction.Downstream);
        await _peer.SendAsync("found"u8.ToArray());

        Assert.Equal("found"u8.ToArray(), await ReadAsync(_client, 5));
    }

    [Fact]
    public async Task Timeout_can_close_after_a_while()
    {
        _proxy.Set(Direction.Downstream, new Fault.Timeout(TimeSpan.FromSeconds(30)));
        await _peer.SendAsync("lost"u8.ToArray());
        var read = await _time.RunAsync(ReadAsync(_client, 4));

        Assert.Empty(read);
        Assert.Equal(TimeSpan.FromSeconds(30), _time.Elapsed);
    }

    [Fact]
    public async Task Slow_close_passes_the_end_on_later()
    {
        _proxy.Set(Direction.Downstream, new Fault.SlowClose(TimeSpan.FromSeconds(7)));
        _peer.Shutdown(SocketShutdown.Send);
        var read = await _time.RunAsync(ReadAsync(_client, 1));

        Assert.Empty(read);
        Assert.Equal(TimeSpan.FromSeconds(7), _time.Elapsed);
    }

    [Fact]
    public void An_impossible_fault_is_refused_by_its_name() =>
        Assert.Contains("slicer", Assert.Throws<ArgumentException>(() => _proxy.Set(Direction.Upstream, new Fault.Slicer(3, 2))).Message);

    /// <summary>So many bytes, or fewer when the other side ended before.</summary>
    private static async Task<byte[]> ReadAsync(Socket socket, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        var bytes = new byte[count];
        var have = 0;
        while (have < count && await socket.ReceiveAsync(bytes.AsMemory(have), patience.Token) is var read and > 0) have += read;
        return bytes[..have];
    }
}
