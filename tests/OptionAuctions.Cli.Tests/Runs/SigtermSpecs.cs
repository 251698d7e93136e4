using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>SIGTERM finds a line in each of its states: the process ends well, and a socket that there was got its close frame.</summary>
public sealed class SigtermSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Authorizing_at_an_endpoint_that_never_answers()
    {
        using var silent = new Silent();
        await using var process = Start($"ws://127.0.0.1:{silent.Port}/", $"http://127.0.0.1:{silent.Port}");
        await silent.WhenCalledAsync();

        await EndsAsync(process, connected: false);
    }

    [Fact]
    public async Task Connecting_to_a_server_that_never_upgrades()
    {
        await using var venue = await Venues.StartAsync();
        using var silent = new Silent();
        await using var process = Start($"ws://127.0.0.1:{silent.Port}/", venue.ApprovalUrl.ToString());
        await silent.WhenCalledAsync();

        await EndsAsync(process, connected: false);
    }

    [Fact]
    public async Task Registering_with_answers_that_take_seconds()
    {
        await using var venue = await VenueAsync("answer-late");
        await using var process = Start(venue);
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.RequestsReceived > 0)).WaitAsync(Patience);

        await EndsAsync(process);
        await ClosedWith1000Async(venue);
    }

    [Fact]
    public async Task Live()
    {
        await using var venue = await Venues.StartAsync();
        await using var process = Start(venue);
        await process.Out.WhenAsync(line => line.IsA("change"));

        await EndsAsync(process);
        await ClosedWith1000Async(venue);
    }

    [Fact]
    public async Task Waiting_for_a_slot_that_another_session_holds()
    {
        await using var venue = await VenueAsync("slot-taken-elsewhere");
        await using var process = Start(venue);
        await process.Out.WhenAsync(line => line.Contains("\"state\":\"blocked\"", StringComparison.Ordinal));

        await EndsAsync(process);
        Assert.Equal(SessionEnd.CutAsRefused, Assert.Single(venue.State().Sessions).End); // the venue dropped the line, and nobody dialed again
    }

    [Fact]
    public async Task Backing_off_from_a_venue_that_is_not_there()
    {
        var account = CliRun.Account();
        (account["OptionAuctions__Dialing__ReconnectMin"], account["OptionAuctions__Dialing__ReconnectMax"]) = ("00:10:00", "00:10:00");
        await using var process = CliProcess.Start(["run", "--codes", Venues.Codes, "--json"], account);
        await process.Out.WhenAsync(line => line.Contains("\"state\":\"lost\"", StringComparison.Ordinal));

        await EndsAsync(process, connected: false);
    }

    [Fact]
    public async Task Parked_because_the_app_key_is_not_valid()
    {
        await using var venue = await Venues.StartAsync();
        await using var process = Start(venue);
        await process.Out.WhenAsync(line => line.IsA("change"));
        await venue.SendAsync(
            """{"header":{"tr_id":"(null)","tr_key":"","encrypt":"N"},"body":{"rt_cd":"9","msg_cd":"OPSP9994","msg1":"INVALID appkey"}}"""u8.ToArray());
        await process.Out.WhenAsync(line => line.Contains("\"state\":\"blocked\"", StringComparison.Ordinal));

        await EndsAsync(process);
        await ClosedWith1000Async(venue);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Draining_for_longer_than_there_is_time()
    {
        await using var venue = await VenueAsync("close-unanswered");
        var account = CliRun.Account();
        account["OptionAuctions__Connection__CloseTimeout"] = "00:00:10";
        await using var process = CliProcess.Start([.. CliRun.Following(venue, Venues.Codes), "--json"], account);
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == 3)).WaitAsync(Patience);

        await process.SignalAsync("TERM");

        Assert.Equal(1, await process.CodeAsync());
        Assert.True(process.Out.Lines[^1].IsA("summary"));
        Assert.Contains("auctions: the feed was not drained in time, so its figures are not final", process.Error.Lines);
    }

    /// <summary>The process ends within its seconds, with a summary; the bound here is wide, since other tests keep the machine busy.</summary>
    private async Task EndsAsync(CliProcess process, bool connected = true)
    {
        var asked = Stopwatch.StartNew();
        await process.SignalAsync("TERM");
        var code = await process.CodeAsync();
        output.WriteLine($"SIGTERM to exit: {asked.ElapsedMilliseconds} ms");

        Assert.Equal(connected ? 0 : 1, code);
        Assert.Contains("\"identity\":\"holds\"", process.Out.Lines[^1]);
        Assert.Equal(connected ? 0 : 1, process.Error.Lines.Count(line => line.StartsWith("auctions: the feed never connected", StringComparison.Ordinal)));
        Assert.InRange(asked.Elapsed, TimeSpan.Zero, 4 * StopBudget.Total);
    }

    private static async Task ClosedWith1000Async(VenueServer venue)
    {
        var state = await venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(Patience);
        Assert.Equal((SessionEnd.ClosedByClient, 1000), (state.Sessions[^1].End, state.Sessions[^1].CloseCode));
    }

    private static Task<VenueServer> VenueAsync(string scenario) =>
        VenueServer.StartAsync(Venues.Options with { Speed = 1, Scenario = ScenarioCatalog.BuiltIn.Find(scenario)! });

    private static CliProcess Start(VenueServer venue) => Start(venue.WebSocketUrl.ToString(), venue.ApprovalUrl.ToString());

    private static CliProcess Start(string wsUrl, string approvalUrl) => CliProcess.Start(
        ["run", "--codes", Venues.Codes, "--json", "--ws-url", wsUrl, "--approval-url", approvalUrl], CliRun.Account());

    /// <summary>A server that takes a call and says nothing.</summary>
    private sealed class Silent : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private Socket? _caller;

        public Silent() => _listener.Start();

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public async Task WhenCalledAsync()
        {
            _caller = await _listener.AcceptSocketAsync().WaitAsync(Patience);
            await _caller.ReceiveAsync(new byte[1]).WaitAsync(Patience); // what it wants has begun to arrive
        }

        public void Dispose()
        {
            _caller?.Dispose();
            _listener.Dispose();
        }
    }
}
