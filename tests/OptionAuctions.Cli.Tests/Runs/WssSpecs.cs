using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A WebSocket over TLS. What is trusted is said by the machine, in these tests by <c>SSL_CERT_FILE</c>, and by no switch of ours.</summary>
public sealed class WssSpecs : IDisposable
{
    private readonly string _trusted = Path.GetTempFileName();

    public void Dispose() => File.Delete(_trusted);

    [Fact]
    public async Task The_feed_connects_where_the_certificate_is_trusted()
    {
        await using var venue = await Venues.StartAsync();
        await using var tls = TlsFront.Of(venue.WebSocketUrl);
        await using var process = await StartAsync(venue, tls, tls.Pem);

        await process.Out.WhenAsync(line => line.Contains("\"type\":\"change\"", StringComparison.Ordinal));

        await process.SignalAsync("TERM");
        Assert.Equal(0, await process.CodeAsync());
        Assert.Contains("\"identity\":\"holds\"", process.Out.Lines[^1]);
        Assert.Equal((SessionEnd.ClosedByClient, 1000), venue.State().Sessions.Select(s => (s.End, s.CloseCode ?? 0)).Single());
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_nothing_is_sent_under_it()
    {
        await using var venue = await Venues.StartAsync();
        await using var tls = TlsFront.Of(venue.WebSocketUrl);
        await using var other = TlsFront.Of(venue.WebSocketUrl);
        await using var process = await StartAsync(venue, tls, other.Pem); // another certificate of the same name is trusted

        await process.Out.WhenAsync(line => line.Contains("\"state\":\"lost\"", StringComparison.Ordinal)
            && line.Contains("certificate", StringComparison.OrdinalIgnoreCase));

        Assert.Equal(0, venue.State().Counters.SessionsOpened);
    }

    private async Task<CliProcess> StartAsync(VenueServer venue, TlsFront tls, string trusted)
    {
        await File.WriteAllTextAsync(_trusted, trusted);
        var environment = CliRun.Account();
        environment["SSL_CERT_FILE"] = _trusted;
        return CliProcess.Start(
            ["run", "--json", "--codes", Venues.Codes, "--ws-url", $"{tls.Url}", "--approval-url", $"{venue.ApprovalUrl}"], environment);
    }
}
