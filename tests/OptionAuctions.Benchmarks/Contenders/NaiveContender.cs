using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>The same as <see cref="LoopContender"/> as most clients of this venue are written: a string, <c>Split</c>, <c>decimal</c>, a class.</summary>
internal sealed class NaiveContender : IContender
{
    private readonly Channel<(string Text, long ReceivedAt)> _messages =
        Channel.CreateBounded<(string, long)>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly Dictionary<string, Indication> _latest = [];
    private readonly List<ClientWebSocket> _sockets = [];
    private readonly List<Task> _loops = [];

    private NaiveContender()
    {
    }

    public Tally Tally { get; } = new();

    public IReadOnlyDictionary<Instrument, long> Numbers => _latest.ToDictionary(code => new Instrument(code.Key), code => code.Value.Number);

    public static async Task<NaiveContender> ConnectAsync(Endpoint venue)
    {
        var naive = new NaiveContender();
        using var http = new HttpClient();
        naive._sockets.AddRange(await Task.WhenAll(Enumerable.Range(0, venue.Sessions).Select(session => Wired.ConnectAsync(http, venue, session))));
        foreach (var socket in naive._sockets) naive._loops.Add(Task.Run(() => naive.ReceiveAsync(socket)));
        naive._loops.Add(Task.Run(naive.ParseAsync));
        return naive;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var socket in _sockets) await Wired.CloseAsync(socket);
        await Task.WhenAll(_loops[..^1]);
        _messages.Writer.Complete();
        await _loops[^1];
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task ReceiveAsync(ClientWebSocket socket)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            using var message = new MemoryStream();
            WebSocketReceiveResult read;
            do
            {
                read = await socket.ReceiveAsync(buffer, CancellationToken.None);
                message.Write(buffer, 0, read.Count);
            }
            while (!read.EndOfMessage);

            if (read.MessageType == WebSocketMessageType.Close) return;
            await _messages.Writer.WriteAsync((Encoding.UTF8.GetString(message.ToArray()), Stopwatch.GetTimestamp()));
        }
    }

    private async Task ParseAsync()
    {
        await foreach (var (text, receivedAt) in _messages.Reader.ReadAllAsync())
        {
            var parts = text.Split('|');
            var fields = parts[3].Split('^');
            var count = int.Parse(parts[2], CultureInfo.InvariantCulture);
            var width = fields.Length / count;
            for (var i = 0; i < count; i++)
            {
                var indication = Indication.Parse(fields, i * width);
                indication.Number = (_latest.TryGetValue(indication.Code, out var before) ? before.Number : 0) + 1;
                _latest[indication.Code] = indication;
                Tally.Saw(1, Tally.TakesLatency ? (long)Stopwatch.GetElapsedTime(receivedAt).TotalNanoseconds : 0);
            }
        }
    }

    private sealed class Indication
    {
        public required string Code { get; init; }

        public required TimeOnly Time { get; init; }

        public required decimal Price { get; init; }

        public required decimal Change { get; init; }

        public required string Sign { get; init; }

        public required decimal Rate { get; init; }

        public required string Phase { get; init; }

        public long Number { get; set; }

        public static Indication Parse(string[] fields, int at) => new()
        {
            Code = fields[at],
            Time = TimeOnly.ParseExact(fields[at + 1], "HHmmss", CultureInfo.InvariantCulture),
            Price = decimal.Parse(fields[at + 2], CultureInfo.InvariantCulture),
            Change = decimal.Parse(fields[at + 3], CultureInfo.InvariantCulture),
            Sign = fields[at + 4],
            Rate = decimal.Parse(fields[at + 5], CultureInfo.InvariantCulture),
            Phase = fields[at + 6],
        };
    }
}
