using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>One TCP connection of a client, on the server's side.</summary>
internal sealed class HostileLine(Socket socket, CancellationToken stop)
{
    private readonly NetworkStream _stream = new(socket);
    private string _key = "";

    /// <summary>The head of the last request.</summary>
    public string Head { get; private set; } = "";

    /// <summary>Codes that were registered, in order.</summary>
    public List<string> Registered { get; } = [];

    public async Task<string> ReadHeadAsync()
    {
        socket.NoDelay = true;
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await _stream.ReadExactlyAsync(one, stop);
            head.Append((char)one[0]);
        }

        const string name = "Sec-WebSocket-Key: ";
        var text = head.ToString();
        var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        if (at >= 0) _key = text[(at + name.Length)..text.IndexOf("\r\n", at, StringComparison.Ordinal)];
        return Head = text;
    }

    /// <summary>Sends an answer that is no upgrade.</summary>
    public Task AnswerHttpAsync(string statusAndHeaders, byte[]? body = null) => SendAsync((byte[])
    [
        .. Encoding.ASCII.GetBytes($"HTTP/1.1 {statusAndHeaders}\r\nContent-Length: {body?.Length ?? 0}\r\n\r\n"), .. body ?? [],
    ]);

    public Task ApproveAsync(string approvalKey)
    {
        var body = $$"""{"approval_key":"{{approvalKey}}"}""";
        var head = $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        return SendAsync(Encoding.ASCII.GetBytes(head + body));
    }

    /// <summary>The answer to the upgrade.</summary>
    public byte[] Yes()
    {
        // RFC 6455 asks for SHA-1 here; nothing is kept secret by it.
#pragma warning disable CA5350 // as RFC 6455 has it; not by the code that is tested with it
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(_key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
    }

    public Task UpgradeAsync() => SendAsync(Yes());

    /// <summary>Upgrades and grants the first registrations, so many.</summary>
    public async Task OpenAsync(int registrations)
    {
        await UpgradeAsync();
        await GrantAsync(registrations);
    }

    public async Task GrantAsync(int registrations)
    {
        for (var granted = 0; granted < registrations;)
        {
            var (opcode, payload) = await ReadAsync();
            if (opcode == WsFrame.TextMessage && await GrantAsync(payload)) granted++;
        }
    }

    /// <summary>Is honest until the client closes or leaves.</summary>
    /// <param name="heard">Takes text that is no request.</param>
    /// <param name="capacity">Registrations granted; one more is refused.</param>
    /// <param name="refused">Hears of each refusal.</param>
    /// <returns>Code of the client's close frame; <see langword="null"/> when there was none.</returns>
    public async Task<int?> ServeAsync(Action<byte[]>? heard = null, int capacity = 41, Action? refused = null)
    {
        try
        {
            while (true)
            {
                var (opcode, payload) = await ReadAsync();
                if (opcode == WsFrame.CloseMessage)
                {
                    await SendAsync(WsFrame.Of(WsFrame.CloseMessage, payload));
                    return BinaryPrimitives.ReadUInt16BigEndian(payload);
                }

                if (opcode == WsFrame.TextMessage && !await GrantAsync(payload, capacity, refused)) heard?.Invoke(payload);
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return null;
        }
    }

    /// <summary>Reads until the client's close frame, answers nothing, and tells its code.</summary>
    public async Task<int> WhenClosedAsync()
    {
        while (true)
        {
            var (opcode, payload) = await ReadAsync();
            if (opcode == WsFrame.CloseMessage) return BinaryPrimitives.ReadUInt16BigEndian(payload);
        }
    }

    /// <summary>Reads past whatever comes until the client is gone.</summary>
    public async Task WhenGoneAsync()
    {
        var buffer = new byte[4096];
        while (await _stream.ReadAsync(buffer, stop) > 0)
        {
            // not answered
        }
    }

    /// <summary>Does nothing for as long as the server runs.</summary>
    public Task WhenStoppedAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);

    /// <summary>The next frame of the client.</summary>
    public async Task<(byte Opcode, byte[] Payload)> ReadAsync()
    {
        var head = await TakeAsync(2);
        var length = (head[1] & 0x7F) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(await TakeAsync(2)),
            127 => (int)BinaryPrimitives.ReadInt64BigEndian(await TakeAsync(8)),
            var small => small,
        };
        var mask = await TakeAsync(4); // a client's frames are masked, or they are not read right
        var payload = await TakeAsync(length);
        for (var i = 0; i < length; i++) payload[i] ^= mask[i % 4];
        return ((byte)(head[0] & 0x0F), payload);
    }

    public Task SendAsync(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, stop).AsTask();

    /// <summary>Ends in good order for TCP.</summary>
    public void End()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it is gone already
        }

        _stream.Dispose();
        socket.Dispose();
    }

    /// <summary>Ends with RST.</summary>
    public void Reset() => socket.Close(0);

    private async Task<byte[]> TakeAsync(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    /// <returns>False for what is no request.</returns>
    private async Task<bool> GrantAsync(byte[] text, int capacity = 41, Action? refused = null)
    {
        using var request = JsonDocument.Parse(text);
        if (!request.RootElement.TryGetProperty("body", out var body)) return false;
        var code = body.GetProperty("input").GetProperty("tr_key").GetString()!;
        var release = request.RootElement.GetProperty("header").GetProperty("tr_type").GetString() == "2";
        if (!release && Registered.Count == capacity)
        {
            refused?.Invoke();
            await AnswerAsync(code, "1", "OPSP0008", "MAX SUBSCRIBE OVER");
            return true;
        }

        if (release) Registered.Remove(code);
        else Registered.Add(code);
        await AnswerAsync(code, "0", release ? "OPSP0001" : "OPSP0000", release ? "UNSUBSCRIBE SUCCESS" : "SUBSCRIBE SUCCESS");
        return true;
    }

    public Task AnswerAsync(string code, string rtCd, string msgCd, string text) => SendAsync(WsFrame.Text(Encoding.ASCII.GetBytes(
        $$$"""{"header":{"tr_id":"H0ZOANC0","tr_key":"{{{code}}}","encrypt":"N"}"""
        + $$$""","body":{"rt_cd":"{{{rtCd}}}","msg_cd":"{{{msgCd}}}","msg1":"{{{text}}}"}}""")));
}
