using System.Net;
using System.Net.Sockets;
using System.Text;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Benchmarks.Readers;

/// <summary>A server on a thread of its own that upgrades one connection and then writes the same frame so many times, in blocks.</summary>
internal sealed class FloodingServer : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Thread _thread;

    public FloodingServer(byte[] frame, int frames, int framesPerBlock)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _thread = new Thread(() => Serve(frame, frames, framesPerBlock)) { IsBackground = true };
        _thread.Start();
    }

    public Uri Url => new($"ws://{_listener.LocalEndPoint}/");

    /// <summary>One text frame around 4 records of about 100 bytes each.</summary>
    public static byte[] Frame()
    {
        var record = "B11612083^084500^1060.00^-120.00^5^-10.17^311".PadRight(100, '0');
        var message = Encoding.ASCII.GetBytes($"0|H0ZOANC0|004|{string.Join('^', Enumerable.Repeat(record, 4))}");
        return [0x81, 126, (byte)(message.Length >> 8), (byte)message.Length, .. message];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join();
    }

    private void Serve(byte[] frame, int frames, int framesPerBlock)
    {
        using var client = _listener.Accept();
        client.NoDelay = true;
        var head = new byte[4096];
        var text = Encoding.ASCII.GetString(head, 0, client.Receive(head)); // a request of this size comes in one piece on loopback
        const string name = "Sec-WebSocket-Key: ";
        var at = text.IndexOf(name, StringComparison.Ordinal) + name.Length;
        var accept = WebSocketUpgrade.AcceptOf(text[at..text.IndexOf('\r', at)]);
        client.Send(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));

        var block = Enumerable.Repeat(frame, framesPerBlock).SelectMany(b => b).ToArray();
        for (var sent = 0; sent < frames; sent += framesPerBlock) client.Send(block.AsSpan(0, Math.Min(framesPerBlock, frames - sent) * frame.Length));
        client.Shutdown(SocketShutdown.Send);
        while (client.Receive(head) > 0)
        {
            // the client's close, which nobody waits for
        }
    }
}
