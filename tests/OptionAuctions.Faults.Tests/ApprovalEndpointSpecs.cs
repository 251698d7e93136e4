using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests;

/// <summary>The request for an approval key, against an endpoint on bare TCP: one connection to one place, and an answer within bounds.</summary>
public sealed class ApprovalEndpointSpecs
{
    private const string Korean = "유효하지 않은 AppKey입니다.";

    private static readonly Encoding CodePage949 = CodePagesEncodingProvider.Instance.GetEncoding(949)!;
    private static readonly AppKeyOptions Credentials = new Canary().Credentials(0);

    private readonly ConnectionCount _count = new();
    private readonly SecretScrubber _secrets = new SecretScrubber().With(Credentials);

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task No_redirect_is_followed_so_that_no_secret_goes_elsewhere(int status)
    {
        await using var elsewhere = HostileVenue.Start((_, _) => Task.CompletedTask);
        await using var venue = Venue(line => line.AnswerHttpAsync($"{status} Moved\r\nLocation: {elsewhere.ApprovalUrl}oauth2/Approval"));

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));

        Assert.Equal($"no approval key, HTTP {status}, and no redirect is followed", refused.Message);
        Assert.Equal((1, 0, 1, 0), (venue.Connections, elsewhere.Connections, _count.Made, _count.TakenBack));
    }

    [Fact]
    public async Task An_endpoint_that_hangs_up_is_not_asked_again()
    {
        await using var venue = Venue(_ => Task.CompletedTask);

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));

        Assert.StartsWith($"no approval key: {venue.ApprovalUrl} cannot be reached: ", refused.Message);
        Assert.Equal((1, 1, 0), (venue.Connections, _count.Made, _count.TakenBack));
    }

    [Fact]
    public async Task The_proxy_of_the_environment_is_not_asked_and_tracing_is_not_told()
    {
        var head = "";
        await using var proxy = HostileVenue.Start((_, _) => Task.CompletedTask);
        await using var venue = Venue(line =>
        {
            head = line.Head;
            return line.ApproveAsync(Canary.ApprovalKey);
        });
        using var activity = new Activity("anything").SetIdFormat(ActivityIdFormat.W3C).AddBaggage("user", "somebody").Start();
        var former = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.ApprovalUrl);
        try
        {
            await RequestAsync(venue.ApprovalUrl);
            await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(new Uri("http://venue.invalid")));
        }
        finally
        {
            HttpClient.DefaultProxy = former;
        }

        Assert.Equal((0, 1), (proxy.Connections, venue.Connections));
        Assert.DoesNotContain("traceparent", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("somebody", head);
    }

    [Fact]
    public async Task A_proxy_that_is_named_is_asked_but_never_for_this_machine()
    {
        await using var proxy = HostileVenue.Start((_, _) => Task.CompletedTask);
        await using var venue = Venue(line => line.ApproveAsync(Canary.ApprovalKey));

        await RequestAsync(venue.ApprovalUrl, o => o.Dialing.Proxy = proxy.ApprovalUrl);
        Assert.Equal(0, proxy.Connections);
        await Assert.ThrowsAsync<ApprovalFailedException>(
            () => RequestAsync(new Uri("https://venue.invalid"), o => o.Dialing.Proxy = proxy.ApprovalUrl));

        Assert.Equal((1, 1), (proxy.Connections, venue.Connections));
    }

    public static TheoryData<string, string, bool> Labels => new()
    {
        { "utf8", "utf-8", true },
        { "utf8", "utf-8", false },
        { "euc-kr", "949", true },
        { "EUC-KR", "949", false },
        { "MS949", "949", false },
        { "utf-8", "949", false },
        { "\"", "utf-8", true },
        { "no-such", "utf-16", false },
        { "utf-16", "utf-16", true },
        { "iso-8859-1", "utf-8", false },
    };

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task An_answer_is_read_by_its_bytes_whatever_its_label_says(string label, string encoding, bool success)
    {
        var body = success ? $$"""{"approval_key":"{{Canary.ApprovalKey}}"}""" : $$"""{"error_code":"EGW00103","error_description":"{{Korean}}"}""";
        var bytes = encoding switch { "949" => CodePage949.GetBytes(body), "utf-16" => Encoding.Unicode.GetBytes(body), _ => Encoding.UTF8.GetBytes(body) };
        await using var venue = Venue(line => line.AnswerHttpAsync($"{(success ? 200 : 403)} Said\r\nContent-Type: application/json;charset={label}", bytes));

        if (success)
        {
            Assert.Equal(Canary.ApprovalKey, (await RequestAsync(venue.ApprovalUrl)).Reveal());
            return;
        }

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));
        Assert.Equal(($"no approval key, HTTP 403: EGW00103 {Korean}", true), (refused.Message, refused.IsFinal));
    }

    [Fact]
    public async Task A_compressed_answer_is_named_and_not_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(new byte[100_000]);
        await using var venue = Venue(line => line.AnswerHttpAsync("200 OK\r\nContent-Encoding: gzip", packed.ToArray()));

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));

        Assert.Equal("no approval key, HTTP 200: the answer is compressed, which was not asked for", refused.Message);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_given_up_at_its_bound()
    {
        var isSent = false;
        var venue = Venue(async line =>
        {
            await line.SendAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
            for (var (piece, sent) = (new byte[64 * 1024], 0); sent < 64 * 1024 * 1024; sent += piece.Length) await line.SendAsync(piece);
            isSent = true;
        });

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));
        await venue.DisposeAsync();

        Assert.Equal("no approval key, HTTP 200: the answer is longer than 65536 bytes", refused.Message);
        Assert.False(isSent); // far less was read: a few megabytes are in the kernel's buffers
    }

    [Fact]
    public async Task An_answer_of_just_the_bound_is_read()
    {
        var body = $$"""{"approval_key":"{{Canary.ApprovalKey}}"}""".PadRight(ApprovalEndpoint.LongestAnswer);
        await using var venue = Venue(line => line.AnswerHttpAsync("200 OK", Encoding.ASCII.GetBytes(body)));

        Assert.Equal(Canary.ApprovalKey, (await RequestAsync(venue.ApprovalUrl)).Reveal());
    }

    [Fact]
    public async Task An_answer_that_never_ends_within_its_bound_is_given_up_in_time_and_the_status_is_told()
    {
        await using var venue = Venue(async line =>
        {
            await line.SendAsync("HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray());
            await line.WhenGoneAsync();
        });

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(
            () => RequestAsync(venue.ApprovalUrl, o => o.Dialing.ApprovalTimeout = TimeSpan.FromMilliseconds(200)));

        Assert.Contains("no approval key, HTTP 503: ", refused.Message);
        Assert.Contains("did not answer whole within 0.2 s", refused.Message);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_told_with_its_status()
    {
        await using var venue = Venue(line => line.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray()));

        var refused = await Assert.ThrowsAsync<ApprovalFailedException>(() => RequestAsync(venue.ApprovalUrl));

        Assert.StartsWith("no approval key, HTTP 200: the answer broke off: ", refused.Message);
    }

    private static HostileVenue Venue(Func<HostileLine, Task> approve) => HostileVenue.Start((_, _) => Task.CompletedTask, approve);

    private Task<Secret> RequestAsync(Uri url, Action<FeedOptions>? change = null)
    {
        var options = new FeedOptions { ApprovalUrl = url, Dialing = { ApprovalTimeout = FeedRig.Patience } };
        change?.Invoke(options);
        return new ApprovalEndpoint(options, SingleConnectionHandler.Create, _secrets).RequestAsync(Credentials, _count, default);
    }
}
