using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Clients;

/// <summary>A plain client for tests: asks for a key, connects, says and hears text. Every wait ends after ten seconds.</summary>
internal sealed class VenueClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly HttpClient Http = new();

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    private VenueClient(Secret key) => Key = key;

    public Secret Key { get; }
    public ClientWebSocket Socket => _socket;

    public static async Task<VenueClient> ConnectAsync(VenueServer venue, string appKey = "an-app-key", Secret? key = null)
    {
        var client = new VenueClient(key ?? await KeyAsync(venue, appKey));
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        using var patience = new CancellationTokenSource(Patience);
        await client._socket.ConnectAsync(venue.WebSocketUrl, patience.Token);
        return client;
    }

    public static async Task<Secret> KeyAsync(VenueServer venue, string appKey = "an-app-key", string secret = "a-secret")
    {
        var (_, body) = await PostAsync(venue, RequestEncoder.Approval(new Secret(appKey), new Secret(secret)));
        return ApprovalAnswer.Decode(body).Key ?? throw new InvalidOperationException(body);
    }

    public static async Task<(int Status, string Body)> PostAsync(VenueServer venue, byte[] body, string path = "/oauth2/Approval")
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await Http.PostAsync(new Uri(venue.ApprovalUrl, path), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public static async Task<(int Status, string Body)> GetAsync(VenueServer venue, string path)
    {
        using var answer = await Http.GetAsync(new Uri(venue.ApprovalUrl, path));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public Task SayAsync(byte[] text) => _socket.SendAsync(text, WebSocketMessageType.Text, true, CancellationToken.None);

    public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The next message as text.</summary>
    public async Task<string> HearAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var length = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(_buffer.AsMemory(length), patience.Token);
            if (part.MessageType == WebSocketMessageType.Close) return $"close {(int?)_socket.CloseStatus}";
            length += part.Count;
            if (part.EndOfMessage) return Encoding.UTF8.GetString(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>The next message that is not data.</summary>
    public async Task<ControlMessage> HearAnswerAsync()
    {
        while (true)
        {
            var text = await HearAsync();
            if (text[0] != '{') continue;
            Assert.True(ControlMessage.TryDecode(Encoding.UTF8.GetBytes(text), out var answer), text);
            return answer;
        }
    }

    public async Task<ControlMessage> RegisterAsync(Instrument code)
    {
        await SayAsync(RequestEncoder.Register(Key, CustomerType.Personal, RecordLayout.H0ZOANC0, code));
        return await HearAnswerAsync();
    }

    public async Task<ControlMessage> ReleaseAsync(Instrument code)
    {
        await SayAsync(RequestEncoder.Release(Key, CustomerType.Personal, RecordLayout.H0ZOANC0, code));
        return await HearAnswerAsync();
    }

    public async Task CloseAsync(WebSocketCloseStatus code = WebSocketCloseStatus.NormalClosure)
    {
        using var patience = new CancellationTokenSource(Patience);
        await _socket.CloseAsync(code, null, patience.Token);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
