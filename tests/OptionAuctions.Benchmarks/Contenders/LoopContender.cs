using System.Buffers;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Threading.Channels;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>
/// What a good engineer writes without actors: <see cref="ClientWebSocket"/>, a pooled frame, a bounded channel, the same parser, a
/// dictionary, a callback. It waits where it is behind.
/// </summary>
internal sealed class LoopContender : IContender
{
    private const int FramesQueued = 1024, Usual = 2048;

    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(new BoundedChannelOptions(FramesQueued) { SingleReader = true });
    private readonly Dictionary<OptionCode, CodeState> _codes;
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _loops = [];

    private readonly Tally[] _others; // called back too, for each record

    private LoopContender(Endpoint venue, int subscribers)
    {
        _codes = venue.Codes.ToDictionary(code => code, _ => new CodeState());
        _others = [.. Enumerable.Range(1, subscribers - 1).Select(_ => new Tally())];
    }

    public Tally Tally { get; } = new();

    public IReadOnlyList<Tally> Tallies => [Tally, .. _others];

    public IReadOnlyDictionary<OptionCode, long> Numbers => _codes.ToDictionary(code => code.Key, code => code.Value.Number);

    public static async Task<LoopContender> ConnectAsync(Endpoint venue, int subscribers = 1)
    {
        var loop = new LoopContender(venue, subscribers);
        using var http = new HttpClient();
        loop._sockets.AddRange(await Task.WhenAll(Enumerable.Range(0, venue.Sessions).Select(session => Wired.ConnectAsync(http, venue, session))));
        foreach (var socket in loop._sockets) loop._loops.Add(Task.Run(() => loop.ReceiveAsync(socket)));
        loop._loops.Add(Task.Run(loop.ParseAsync));
        return loop;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await Wired.CloseAsync(socket);
        await Task.WhenAll(_loops[..^1]);
        _frames.Writer.Complete();
        await _loops[^1];
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task ReceiveAsync(ClientWebSocket socket)
    {
        while (true)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(Usual);
            var length = 0;
            ValueWebSocketReceiveResult read;
            do
            {
                if (length == buffer.Length) buffer = Grow(buffer);
                read = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += read.Count;
            }
            while (!read.EndOfMessage);

            if (read.MessageType == WebSocketMessageType.Close) return;
            await _frames.Writer.WriteAsync(new Frame(buffer, length, Stopwatch.GetTimestamp()));
        }
    }

    private async Task ParseAsync()
    {
        while (await _frames.Reader.WaitToReadAsync())
        {
            while (_frames.Reader.TryRead(out var frame))
            {
                Parse(frame);
                ArrayPool<byte>.Shared.Return(frame.Bytes);
            }
        }
    }

    private void Parse(in Frame frame)
    {
        var message = frame.Bytes.AsSpan(0, frame.Length);
        if (RecordReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0ZOANC0, out var records) != DecodeError.None) return;
        while (records.TryRead(out var record, out var error))
        {
            if (error != DecodeError.None || !_codes.TryGetValue(record.Code, out var code)) continue;
            code.Number++;
            code.Latest = record;
            OnRecord(Tally, frame.ReceivedAt);
            foreach (var other in _others) OnRecord(other, frame.ReceivedAt);
        }
    }

    /// <summary>The callback.</summary>
    private static void OnRecord(Tally tally, long receivedAt) =>
        tally.Saw(1, tally.TakesLatency ? (long)Stopwatch.GetElapsedTime(receivedAt).TotalNanoseconds : 0);

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private readonly record struct Frame(byte[] Bytes, int Length, long ReceivedAt);

    private sealed class CodeState
    {
        public long Number { get; set; }

        public ExpectedExecution Latest { get; set; }
    }
}
