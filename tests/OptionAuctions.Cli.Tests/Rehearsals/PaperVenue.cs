using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Venue;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Tests;

namespace OptionAuctions.Cli.Tests.Rehearsals;

/// <summary>A paper host on this machine, whose records a test sends, and the words for a rehearsal there.</summary>
internal static class PaperVenue
{
    /// <summary>PINGPONG comes half a second after a session opens.</summary>
    public static VenueOptions Options { get; } = new() { IsPaper = true, MarketRuns = false, PingPongEvery = TimeSpan.FromSeconds(1) };

    /// <summary>An order book with the documented columns, and a trade with one more.</summary>
    public static string[] Messages { get; } =
        [$"0|H0STASP0|001|{DocumentedRecords.StockInCall}", $"0|H0STCNT0|001|{DocumentedRecords.StockTrade}^more"];

    /// <summary>An account whose feed sends a ping each second, so that no test waits for one.</summary>
    public static Dictionary<string, string?> Account(string key = "any-key", string secret = "any-secret")
    {
        var account = CliRun.Account(key, secret);
        account["OptionAuctions__Connection__KeepAliveInterval"] = "00:00:01";
        return account;
    }

    public static Scenario Scenario(string name) => ScenarioCatalog.BuiltIn.Find(name)!;

    public static string[] Rehearsing(VenueServer venue, string raw, params string[] more) =>
    [
        "rehearse", "--json", "--for", "30s", "--raw", raw,
        "--ws-url", venue.WebSocketUrl.ToString(), "--approval-url", venue.ApprovalUrl.ToString(), .. more,
    ];

    /// <summary>Sends a record of each TR once both stocks are registered for both.</summary>
    public static async Task PublishAsync(VenueServer venue)
    {
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == 4));
        foreach (var message in Messages) await venue.SendAsync(Encoding.ASCII.GetBytes(message));
    }

    /// <summary>Takes the slot of an app key as another program does.</summary>
    public static async Task<ClientWebSocket> TakeSlotAsync(VenueServer venue, string appKey)
    {
        using var http = new HttpClient();
        using var request = new ByteArrayContent(RequestEncoder.Approval(new Secret(appKey), new Secret("any-secret")));
        using var answer = await http.PostAsync(new Uri(venue.ApprovalUrl, "/oauth2/Approval"), request);
        var key = ApprovalAnswer.Decode(await answer.Content.ReadAsByteArrayAsync()).Key!;
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(venue.WebSocketUrl, CancellationToken.None);
        var register = RequestEncoder.Register(key, CustomerType.Personal, RecordLayout.H0STASP0, new Instrument("005930"));
        await socket.SendAsync(register, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.HoldsSlot));
        return socket;
    }

    /// <summary>The steps that a rehearsal has written, by name.</summary>
    public static Dictionary<string, (string Verdict, string Found, string Fix)> StepsOf(LineLog output) => output.Lines
        .Where(line => line.IsA("step"))
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(
            step => step.GetProperty("step").GetString()!,
            step => (step.GetProperty("verdict").GetString()!, step.GetProperty("found").GetString()!, step.GetProperty("fix").GetString()!));
}
