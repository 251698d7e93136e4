using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using OptionAuctions.Faults.Tests.FrameworkReader;
using OptionAuctions.WebSockets;

namespace OptionAuctions.Benchmarks.Readers;

/// <summary>
/// Frames a second over loopback, from a server that writes 256 KiB blocks to a tap that counts: the framework's WebSocket as
/// <see cref="FrameworkWebSocket"/> has it, ours, and reading the same bytes past without looking at them. One after the other in each round;
/// medians. Then the same without a kernel, out of memory, which is the reader alone; and what a message allocates, in full blocks and when
/// the server writes one at a time.
/// </summary>
internal static class ReaderComparison
{
    private const int Frames = 2_000_000, Rounds = 5, BlockBytes = 256 * 1024, Singles = 50_000;
    private const int Cap = 64 * 1024;

    private static readonly byte[] Yes = [.. "HTTP/1.1 101 Switching Protocols\r\n\r\n"u8];

    private static readonly Contender[] Contenders =
    [
        new("Framework", FrameworkAsync, FrameworkAsync), new("InPlace", InPlaceAsync, InPlaceAsync), new("bytes alone", BytesAsync, BytesAsync),
    ];

    public static async Task<int> PrintAsync(TextWriter output)
    {
        var frame = FloodingServer.Frame();
        var perBlock = BlockBytes / frame.Length;
        foreach (var c in Contenders) c.Add(await LoopbackAsync(c, frame, Frames / 10, perBlock), await MemoryAsync(c, frame, perBlock));
        foreach (var c in Contenders) c.Clear(); // what the compiler had to learn

        for (var round = 0; round < Rounds; round++)
            foreach (var c in Contenders) c.Add(await LoopbackAsync(c, frame, Frames, perBlock), await MemoryAsync(c, frame, perBlock));

        foreach (var c in Contenders)
        {
            var single = await LoopbackAsync(c, frame, Singles, 1);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{c.Name,-11} loopback {c.Of(c.Loopback) / 1e6,5:0.00} M frames/s "
                + $"({c.Loopback.Min(r => r.PerSecond) / 1e6:0.00} to {c.Loopback.Max(r => r.PerSecond) / 1e6:0.00}), "
                + $"{1e9 / c.Of(c.Loopback),4:0} ns a frame; memory {1e9 / c.Of(c.Memory),4:0} ns a frame; "
                + $"allocated a message {c.Loopback.Max(r => r.Allocated):0.000} B in blocks, {single.Allocated:0.0} B one by one"));
        }

        var (framework, ours) = (Contenders[0], Contenders[1]);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{frame.Length} bytes a frame, median of {Rounds}; InPlace over Framework: "
            + $"{ours.Of(ours.Loopback) / framework.Of(framework.Loopback):0.0} times over loopback, "
            + $"{ours.Of(ours.Memory) / framework.Of(framework.Memory):0.0} times out of memory"));
        return 0;
    }

    private static async Task<Run> LoopbackAsync(Contender contender, byte[] frame, int frames, int perBlock)
    {
        using var server = new FloodingServer(frame, frames, perBlock);
        var tap = new Tap();
        await contender.OverLoopback(server.Url, tap);
        return tap.Ran(frames, frame.Length);
    }

    private static async Task<Run> MemoryAsync(Contender contender, byte[] frame, int perBlock)
    {
        var blocks = Frames / perBlock;
        await using var line = new MemoryLine(Yes, [.. Enumerable.Repeat(frame, perBlock).SelectMany(b => b)], blocks);
        var tap = new Tap();
        await contender.OutOfMemory(line, tap);
        return tap.Ran(blocks * perBlock, frame.Length);
    }

    private static WebSocketRequest Request(Uri url, Tap tap) => new(url, tap, Cap, tap.OnFrame, KeepAliveInterval: TimeSpan.Zero, TimeProvider.System);

    private static async Task FrameworkAsync(Uri url, Tap tap)
    {
        using var socket = await FrameworkWebSocket.ConnectAsync(Request(url, tap), default);
        await ToTheEndAsync(socket, tap);
    }

    private static async Task InPlaceAsync(Uri url, Tap tap)
    {
        using var socket = await WebSocketConnection.ConnectAsync(Request(url, tap), default);
        await ToTheEndAsync(socket, tap);
    }

    private static async Task FrameworkAsync(Stream line, Tap tap)
    {
        await using var watched = new FrameWatchingStream(line, tap.OnFrame);
        await watched.ReadExactlyAsync(new byte[Yes.Length]);
        using var socket = new TappedWebSocket(WebSocket.CreateFromStream(watched, new WebSocketCreationOptions()), tap, Cap);
        await ToTheEndAsync(socket, tap);
    }

    private static async Task InPlaceAsync(Stream line, Tap tap)
    {
        await line.ReadExactlyAsync(new byte[Yes.Length]);
        using var socket = new WebSocketConnection(line, line, tap, Cap, tap.OnFrame, TimeSpan.Zero, TimeProvider.System);
        await ToTheEndAsync(socket, tap);
    }

    private static async Task BytesAsync(Uri url, Tap tap)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler());
        using var response = await WebSocketUpgrade.AskAsync(http, url, default);
        await using var stream = await response.Content.ReadAsStreamAsync();
        await BytesAsync(stream, tap);
    }

    private static async Task BytesAsync(Stream stream, Tap tap)
    {
        var buffer = new byte[Cap];
        tap.Begin();
        while (await stream.ReadAsync(buffer) is var count and > 0) tap.Bytes += count;
        tap.End();
    }

    private static async Task ToTheEndAsync(WebSocket socket, Tap tap)
    {
        tap.Begin();
        try
        {
            await socket.ReceiveAsync(Memory<byte>.Empty, default);
        }
        catch (WebSocketException)
        {
            // the server hangs up behind the last frame
        }

        tap.End();
    }

    private readonly record struct Run(double PerSecond, double Allocated);

    private sealed record Contender(string Name, Func<Uri, Tap, Task> OverLoopback, Func<Stream, Tap, Task> OutOfMemory)
    {
        public List<Run> Loopback { get; } = [];

        public List<Run> Memory { get; } = [];

        public void Add(Run loopback, Run memory)
        {
            Loopback.Add(loopback);
            Memory.Add(memory);
        }

        public void Clear()
        {
            Loopback.Clear();
            Memory.Clear();
        }

        /// <summary>Frames a second, the median.</summary>
        public double Of(List<Run> runs) => runs.Select(r => r.PerSecond).Order().ElementAt(runs.Count / 2);
    }

    private sealed class Tap : IWebSocketMessageHandler
    {
        private long _began, _before, _heardAt;

        public long Messages { get; private set; }

        public long Bytes { get; set; }

        private TimeSpan Took { get; set; }

        private long Allocated { get; set; }

        /// <summary>What it was for so many frames; throws when some are missing.</summary>
        public Run Ran(int frames, int frameBytes)
        {
            if (Messages != frames && Bytes < (long)frames * frameBytes) throw new InvalidOperationException($"{Messages} messages of {frames}");
            return new Run(frames / Took.TotalSeconds, Allocated / (double)frames);
        }

        public void Begin() => (_began, _before) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(precise: true));

        public void End() => (Took, Allocated) = (Stopwatch.GetElapsedTime(_began), GC.GetTotalAllocatedBytes(precise: true) - _before);

        public void OnMessage(ReadOnlySpan<byte> message)
        {
            Messages++;
            Bytes += message.Length;
        }

        public void OnOversized(ReadOnlySpan<byte> beginning) => Messages++;

        public void OnQuiet()
        {
            // a feed hands its batch on here
        }

        /// <summary>As a feed takes it: a look at the clock.</summary>
        public void OnFrame() => Volatile.Write(ref _heardAt, Stopwatch.GetTimestamp());
    }
}
