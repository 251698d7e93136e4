using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OptionAuctions.Venue.Tests.Clients;

/// <summary>One frame as it stood on the wire.</summary>
internal sealed record WireFrame(int Opcode, bool Last, byte[] Payload)
{
    public string Text => Encoding.Latin1.GetString(Payload);
}

/// <summary>A client on nothing but a TcpClient, written from the vendor's documents and RFC 6455. It takes any bytes.</summary>
internal sealed class BareClient : IDisposable
{
    private const int LongestHead = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly TcpClient _tcp;
    private readonly NetworkStream _stream;

    private BareClient(TcpClient tcp, string key) => (_tcp, _stream, Key) = (tcp, tcp.GetStream(), key);

    /// <summary>The approval key that requests carry.</summary>
    public string Key { get; set; }

    /// <summary>True when the head of a frame came and its end did not.</summary>
    public bool StandsInsideAFrame { get; private set; }

    /// <summary>Asks for an approval key as the vendor's page shows it.</summary>
    public static async Task<(string Status, string Body)> ApproveAsync(VenueServer venue, string appKey, string secret)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(venue.ApprovalUrl.Host, venue.ApprovalUrl.Port);
        var body = $$"""{"grant_type":"client_credentials","appkey":"{{appKey}}","secretkey":"{{secret}}"}""";
        var request =
            $"POST /oauth2/Approval HTTP/1.1\r\nHost: {venue.ApprovalUrl.Authority}\r\nContent-Type: application/json; utf-8\r\n" +
            $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
        await tcp.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request));
        using var reader = new StreamReader(tcp.GetStream());
        using var patience = new CancellationTokenSource(Patience);
        var answer = (await reader.ReadToEndAsync(patience.Token)).Split("\r\n\r\n", 2);
        return (answer[0].Split(' ')[1], answer[1][answer[1].IndexOf('{')..(answer[1].LastIndexOf('}') + 1)]);
    }

    public static async Task<BareClient> ConnectAsync(VenueServer venue, string path = "/tryitout", string key = "")
    {
        var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync(venue.WebSocketUrl.Host, venue.WebSocketUrl.Port);
        var client = new BareClient(tcp, key);
        await client._stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {venue.WebSocketUrl.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        var head = await client.ReadHeadAsync();
        Assert.StartsWith("HTTP/1.1 101", head);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head); // the example of RFC 6455
        return client;
    }

    public Task SayAsync(string text, int opcode = 1) => SendAsync(opcode, Encoding.UTF8.GetBytes(text));

    public Task SendRawAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    public Task SendAsync(int opcode, byte[] payload, bool last = true)
    {
        byte[] mask = [0x12, 0x34, 0x56, 0x78];
        var first = (byte)(opcode | (last ? 0x80 : 0));
        var head = payload.Length < 126 ? new byte[] { first, (byte)(0x80 | payload.Length) }
            : [first, 0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return _stream.WriteAsync((byte[])[.. head, .. mask, .. payload.Select((b, i) => (byte)(b ^ mask[i & 3]))]).AsTask();
    }

    /// <summary>A registration or its release, spelt as in the vendor's sample.</summary>
    public Task RequestAsync(string code, string type = "1", string trId = "H0ZOANC0") => SayAsync(
        $$$$"""{"header":{"approval_key":"{{{{Key}}}}","custtype":"P","tr_type":"{{{{type}}}}","content-type":"utf-8"},"body":""" +
        $$$$"""{"input":{"tr_id":"{{{{trId}}}}","tr_key":"{{{{code}}}}"}}}""");

    public Task CloseAsync(int code = 1000) => SendAsync(8, [(byte)(code >> 8), (byte)code]);

    /// <summary>The next frame; <see langword="null"/> when the venue hung up in order.</summary>
    /// <exception cref="IOException">It hung up in disorder: a reset, or in the middle of a frame.</exception>
    public async Task<WireFrame?> ReadAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var head = new byte[10];
        if (await _stream.ReadAtLeastAsync(head.AsMemory(0, 2), 2, false, patience.Token) == 0) return null;
        StandsInsideAFrame = true;
        long length = head[1];
        if (length >= 126)
        {
            var bytes = length == 126 ? 2 : 8;
            await _stream.ReadExactlyAsync(head.AsMemory(2, bytes), patience.Token);
            length = bytes == 2 ? BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)) : BinaryPrimitives.ReadInt64BigEndian(head.AsSpan(2));
        }

        var payload = new byte[length];
        await _stream.ReadExactlyAsync(payload, patience.Token);
        StandsInsideAFrame = false;
        return new WireFrame(head[0] & 0x0F, (head[0] & 0x80) != 0, payload);
    }

    /// <summary>The next text of the venue that is not data.</summary>
    public async Task<string> AnswerAsync()
    {
        while (true)
        {
            var frame = await ReadAsync() ?? throw new IOException("the venue hung up");
            if (frame.Opcode == 1 && frame.Text[0] == '{') return frame.Text;
        }
    }

    public void Dispose() => _tcp.Dispose();

    /// <summary>Vanishes without a close frame.</summary>
    public void Vanish() => _tcp.Client.Close(0);

    private async Task<string> ReadHeadAsync()
    {
        var head = new List<byte>();
        var one = new byte[1];
        using var patience = new CancellationTokenSource(Patience);
        while (head.Count < LongestHead && !Encoding.ASCII.GetString([.. head]).EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one, patience.Token);
            head.Add(one[0]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.ASCII.GetString([.. head])}");
    }
}
