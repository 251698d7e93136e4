using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Scenarios;

/// <summary>A stepped venue that plays a scenario from the middle of an opening call on, and clients of one app key.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Code = "B11612083", Other = "C11612083";
    private static readonly DateTimeOffset MidCall = new(2026, 11, 23, 8, 45, 0, MarketTime.Offset);

    private readonly FakeTimeProvider _time;
    private readonly List<BareClient> _clients = [];
    private readonly Dictionary<int, long> _read = [];

    private Scene(VenueServer venue, FakeTimeProvider time) => (Venue, _time) = (venue, time);

    public VenueServer Venue { get; }

    public static async Task<Scene> OpenAsync(string scenario, bool marketRuns = true, DateTimeOffset? startsAt = null)
    {
        var time = new FakeTimeProvider();
        var options = new VenueOptions
        {
            Scenario = ScenarioCatalog.BuiltIn.Find(scenario)!, StartsAt = startsAt ?? MidCall, MarketRuns = marketRuns, ApprovalEvery = TimeSpan.Zero,
        };
        return new Scene(await VenueServer.StartAsync(options, time), time);
    }

    public void Pass(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    public async Task<string> KeyAsync() =>
        ApprovalAnswer.Decode((await BareClient.ApproveAsync(Venue, "app-key", "secret")).Body).Key!.Reveal();

    public async Task<BareClient> ConnectAsync(string? key = null)
    {
        var client = await BareClient.ConnectAsync(Venue, key: key ?? await KeyAsync());
        _clients.Add(client);
        return client;
    }

    /// <summary>Connects and registers.</summary>
    public async Task<BareClient> ListenAsync(params string[] codes)
    {
        var client = await ConnectAsync();
        foreach (var code in codes)
        {
            await client.RequestAsync(code);
            Assert.Contains("OPSP0000", await client.AnswerAsync());
        }

        return client;
    }

    /// <summary>Registers, and tells the msg_cd.</summary>
    public static async Task<string> AskAsync(BareClient client, string code = Code, string type = "1")
    {
        await client.RequestAsync(code, type);
        var answer = await client.AnswerAsync();
        while (answer.Contains("PINGPONG", StringComparison.Ordinal)) answer = await client.AnswerAsync();
        return MessageCode(answer);
    }

    public static string MessageCode(string answer) => answer[(answer.IndexOf("OPSP", StringComparison.Ordinal))..][..8];

    /// <summary>The data messages that the venue says it sent to its last session and that were not read yet.</summary>
    public async Task<List<string>> DataAsync(BareClient client)
    {
        var session = Venue.State().Sessions[^1];
        var messages = new List<string>();
        for (var left = session.FramesSent - _read.GetValueOrDefault(session.Id); left > 0;)
        {
            var frame = await client.ReadAsync() ?? throw new IOException("the venue hung up");
            if (frame.Opcode != 1 || frame.Payload[0] == '{') continue;
            messages.Add(frame.Text);
            left--;
        }

        _read[session.Id] = session.FramesSent;
        return messages;
    }

    public SessionState Session => Venue.State().Sessions[^1];

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) client.Dispose();
        await Venue.KillAsync();
        await Venue.DisposeAsync();
    }
}
