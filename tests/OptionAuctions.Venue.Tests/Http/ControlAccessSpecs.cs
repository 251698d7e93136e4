using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Http;

/// <summary>What pages of other sites can do to a venue that runs on the machine of whoever looks at them.</summary>
public sealed class ControlAccessSpecs
{
    private const string Json = "Content-Type: application/json\r\n", Body = """{"scenario":"cap-of-three"}""";
    private static readonly VenueOptions Quiet = new() { MarketRuns = false };

    [Theory]
    [InlineData("evil.example", 403)]
    [InlineData("127.0.0.1.evil.example", 403)] // a name that resolves to loopback
    [InlineData("localhost.evil.example", 403)]
    [InlineData("localhost", 200)]
    [InlineData("LOCALHOST:21000", 200)]
    [InlineData("127.0.0.1", 200)]
    [InlineData("[::1]:21000", 200)]
    [InlineData("192.168.1.5:21000", 200)] // as by --listen; no site can make an address resolve
    [InlineData("", 403)]
    public async Task Control_requests_are_served_under_an_address_and_under_no_name(string host, int status)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);

        Assert.Equal(status, await RawHttp.StatusAsync(venue, "POST /venue/scenario HTTP/1.1", $"Host: {host}\r\n{Json}", Body));
        Assert.Equal(status, await RawHttp.StatusAsync(venue, "GET /venue/state HTTP/1.1", $"Host: {host}\r\n"));
        Assert.Equal(status, await RawHttp.StatusAsync(venue, "GET /venue/scenarios HTTP/1.1", $"Host: {host}\r\n"));
        Assert.Equal(status == 200 ? "cap-of-three" : "calm", venue.Scenario.Name);
    }

    [Fact]
    public async Task A_request_without_a_host_is_refused()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        Assert.Equal(403, await RawHttp.StatusAsync(venue, "GET /venue/state HTTP/1.0"));
    }

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)] // a page in a frame, or of a file
    [InlineData("http://127.0.0.1", 403)] // another port is another site
    [InlineData("https://127.0.0.1:21000", 403)]
    [InlineData("http://127.0.0.1:21000", 200)]
    public async Task Control_requests_of_pages_of_other_sites_are_refused(string origin, int status)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);

        Assert.Equal(
            status, await RawHttp.StatusAsync(venue, "POST /venue/scenario HTTP/1.1", $"Host: 127.0.0.1:21000\r\nOrigin: {origin}\r\n{Json}", Body));
        Assert.Equal(status == 200 ? "cap-of-three" : "calm", venue.Scenario.Name);
    }

    [Theory]
    [InlineData("Content-Type: application/x-www-form-urlencoded\r\n", 415)] // the three types that a form can have
    [InlineData("Content-Type: multipart/form-data; boundary=x\r\n", 415)]
    [InlineData("Content-Type: text/plain\r\n", 415)]
    [InlineData("Content-Type: text/plain; application/json\r\n", 415)]
    [InlineData("", 415)]
    [InlineData("Content-Type: application/json; charset=utf-8\r\n", 200)]
    public async Task A_scenario_is_taken_as_JSON_only(string contentType, int status)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        Assert.Equal(status, await RawHttp.StatusAsync(venue, "POST /venue/scenario HTTP/1.1", $"Host: localhost\r\n{contentType}", Body));
        Assert.Equal(status == 200 ? "cap-of-three" : "calm", venue.Scenario.Name);
    }

    [Theory]
    [InlineData("GET /venue/scenario", "POST")]
    [InlineData("PUT /venue/scenario", "POST")]
    [InlineData("POST /venue/state", "GET")]
    [InlineData("HEAD /venue/state", "GET")]
    [InlineData("DELETE /venue/scenarios", "GET")]
    [InlineData("OPTIONS /venue/scenario", "POST")] // a browser's question whether another site may: it is not told that it may
    public async Task Another_method_is_refused_with_the_one_there_is(string request, string allowed)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);

        var answer = await RawHttp.SendAsync(venue, $"{request} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 405 ", answer);
        Assert.Contains($"\r\nAllow: {allowed}\r\n", answer);
        Assert.DoesNotContain("Access-Control-", answer);
    }

    [Fact]
    public async Task The_real_venues_endpoints_check_neither_host_nor_origin()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        const string body = """{"grant_type":"client_credentials","appkey":"a","secretkey":"b"}""";

        Assert.Equal(200, await RawHttp.StatusAsync(
            venue, "POST /oauth2/Approval HTTP/1.1", "Host: openapi.koreainvestment.com:9443\r\nOrigin: http://evil.example\r\n", body));
    }
}
