using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OptionAuctions.Faults.Tests.FrameworkReader;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.Readers;

/// <summary>A dial of a WebSocket is one connection to one place, whatever the server or the environment want, with either reader.</summary>
public sealed class SingleDialSpecs
{
    private static readonly Dictionary<string, WebSocketConnector> Connectors = new()
    {
        ["ours"] = WebSocketConnection.ConnectAsync,
        ["the framework's"] = FrameworkWebSocket.ConnectAsync,
    };

    private readonly ConnectionCount _count = new();

    public static TheoryData<string> Readers => [.. Connectors.Keys];

    public static TheoryData<string, int> Redirects
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var reader in Connectors.Keys)
                foreach (var status in (int[])[301, 302, 303, 307, 308]) all.Add(reader, status);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public async Task No_redirect_is_followed_neither_elsewhere_nor_to_itself(string reader, int status)
    {
        await using var elsewhere = HostileVenue.Start((line, _) => line.UpgradeAsync());
        var location = "/tryitout";
        await using var venue = HostileVenue.Start((line, _) => line.AnswerHttpAsync($"{status} Moved\r\nLocation: {location}"));

        var toItself = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(reader, venue.WebSocketUrl));
        location = elsewhere.ApprovalUrl.ToString();
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(reader, venue.WebSocketUrl));

        Assert.Contains($"{status}", toItself.GetBaseException().Message);
        Assert.Equal((2, 0, 2, 0), (venue.Connections, elsewhere.Connections, _count.Made, _count.TakenBack));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_server_that_hangs_up_is_not_asked_again(string reader)
    {
        await using var venue = HostileVenue.Start((_, _) => Task.CompletedTask);

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(reader, venue.WebSocketUrl));

        Assert.Contains("closed the connection without an answer", refused.GetBaseException().Message);
        Assert.Equal((1, 1, 0), (venue.Connections, _count.Made, _count.TakenBack));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_connection_that_was_refused_is_taken_back(string reader)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"ws://{listener.LocalEndpoint}/");
        listener.Stop();

        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(reader, url));

        Assert.Equal((1, 1), (_count.Made, _count.TakenBack));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task The_proxy_of_the_environment_is_not_asked(string reader)
    {
        await using var proxy = HostileVenue.Start((line, _) => line.AnswerHttpAsync("502 No"));
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.UpgradeAsync();
            await line.WhenGoneAsync();
        });
        var former = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.ApprovalUrl);
        try
        {
            (await ConnectAsync(reader, venue.WebSocketUrl)).Dispose();
            await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(reader, new Uri("ws://venue.invalid/tryitout")));
        }
        finally
        {
            HttpClient.DefaultProxy = former;
        }

        Assert.Equal((0, 1), (proxy.Connections, venue.Connections));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_proxy_that_is_named_is_the_one_place(string reader)
    {
        var head = "";
        await using var proxy = HostileVenue.Start(async (line, _) =>
        {
            head = line.Head;
            await line.SendAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray());
            await line.ReadHeadAsync();
            await line.UpgradeAsync();
            await line.WhenGoneAsync();
        });

        (await ConnectAsync(reader, new Uri("ws://venue.invalid:21000/tryitout"), proxy.ApprovalUrl)).Dispose();

        Assert.StartsWith("CONNECT venue.invalid:21000 ", head);
        Assert.Equal((1, 1, 0), (proxy.Connections, _count.Made, _count.TakenBack));
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task What_the_process_traces_is_not_told(string reader)
    {
        var head = "";
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            head = line.Head;
            await line.UpgradeAsync();
            await line.WhenGoneAsync();
        });
        using var activity = new Activity("anything").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "somebody").Start();

        (await ConnectAsync(reader, venue.WebSocketUrl)).Dispose();

        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("somebody", head);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task Whoever_gives_up_while_the_upgrade_is_answered_leaves_nothing_open(string reader)
    {
        const int times = 30;
        var gone = 0;
        var asked = new SemaphoreSlim(0);
        var venue = HostileVenue.Start(async (line, _) =>
        {
            asked.Release();
            await line.UpgradeAsync();
            await line.WhenGoneAsync();
            Interlocked.Increment(ref gone);
        });
        for (var time = 0; time < times; time++)
        {
            using var stop = new CancellationTokenSource();
            var connecting = ConnectAsync(reader, venue.WebSocketUrl, stop: stop.Token);
            await asked.WaitAsync().WaitAsync(FeedRig.Patience);
            await stop.CancelAsync(); // while the answer is on its way
            try
            {
                (await connecting.WaitAsync(FeedRig.Patience)).Dispose();
            }
            catch (Exception e) when (e is OperationCanceledException or HttpRequestException or System.Net.WebSockets.WebSocketException)
            {
                // it was in time
            }
        }

        await venue.DisposeWhenEndedAsync();
        Assert.Equal(times, gone);
    }

    private async Task<System.Net.WebSockets.WebSocket> ConnectAsync(string reader, Uri url, Uri? proxy = null, CancellationToken stop = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(FeedRig.Patience);
        var tap = new TapInTest();
        return await Connectors[reader](
            new WebSocketRequest(url, tap, 1_000, tap.OnFrame, TimeSpan.Zero, TimeProvider.System) { Proxy = proxy, Counter = _count }, patience.Token);
    }
}
