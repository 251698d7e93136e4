using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Http;

/// <summary>Requests that are too long, or that never become whole.</summary>
public sealed class RequestBoundsSpecs
{
    private const string Json = "Host: localhost\r\nContent-Type: application/json\r\n";
    private static readonly VenueOptions Quiet = new() { MarketRuns = false };

    [Theory]
    [InlineData("/venue/scenario", 64 * 1024, 400)]
    [InlineData("/venue/scenario", (64 * 1024) + 1, 413)]
    [InlineData("/oauth2/Approval", 64 * 1024, 403)]
    [InlineData("/oauth2/Approval", (64 * 1024) + 1, 413)]
    public async Task A_body_has_a_bound(string path, int bytes, int status)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        Assert.Equal(status, await RawHttp.StatusAsync(venue, $"POST {path} HTTP/1.1", Json, new string('x', bytes)));
    }

    [Theory]
    [InlineData(1, 20 * 1024)]
    [InlineData(70, 10)]
    public async Task So_have_the_headers(int count, int bytes)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', bytes)}\r\n"));
        Assert.Equal(431, await RawHttp.StatusAsync(venue, "GET /venue/state HTTP/1.1", $"Host: localhost\r\n{headers}"));
    }

    [Fact]
    public async Task Half_a_request_times_out_and_its_connection_is_closed()
    {
        string[] halves =
        [
            "GET /venue/sta",
            "GET /tryitout HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n",
            $"POST /venue/scenario HTTP/1.1\r\n{Json}Content-Length: 100\r\n\r\n{{\"scen",
            $"POST /oauth2/Approval HTTP/1.1\r\n{Json}Content-Length: 100\r\n\r\n",
            $"POST /oauth2/Approval HTTP/1.1\r\n{Json}Transfer-Encoding: chunked\r\n\r\n5\r\n{{\"gra\r\n",
        ];
        await using var venue = await VenueServer.StartAsync(Quiet with { RequestTimeout = TimeSpan.FromSeconds(2) });

        var answers = await Task.WhenAll(halves.Select(half => RawHttp.SendAsync(venue, half)));

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408 ", answer));
    }
}
