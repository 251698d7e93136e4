using System.Diagnostics;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Wire;
using Websocket.Client;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>
/// Websocket.Client alone, as its documentation has it: an array a message, and the same parser, dictionary and callback in its stream of messages.
/// </summary>
internal sealed class LibraryContender : IContender
{
    private readonly Dictionary<Instrument, long> _numbers = [];
    private readonly List<WebsocketClient> _clients = [];
    private readonly Lock _gate = new(); // one parses at a time, as in the other contenders

    private LibraryContender()
    {
    }

    public Tally Tally { get; } = new();

    public IReadOnlyDictionary<Instrument, long> Numbers => _numbers;

    public static async Task<LibraryContender> ConnectAsync(Endpoint venue)
    {
        var library = new LibraryContender();
        using var http = new HttpClient();
        for (var session = 0; session < venue.Sessions; session++) await library.ConnectAsync(http, venue, session);
        return library;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            await client.Stop(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, "");
            client.Dispose();
        }
    }

    private async Task ConnectAsync(HttpClient http, Endpoint venue, int session)
    {
        var requests = await Wired.RequestsAsync(http, venue, session);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var client = new WebsocketClient(venue.WebSocket)
        {
            IsTextMessageConversionEnabled = false,
            IsReconnectionEnabled = false,
            ReconnectTimeout = null,
            ErrorReconnectTimeout = null,
            LostReconnectTimeout = null,
        };
        var answers = 0;
        client.MessageReceived.Subscribe(message =>
        {
            var bytes = message.Binary!;
            if (bytes is [(byte)'{', ..])
            {
                if (++answers == requests.Length) answered.SetResult();
            }
            else
            {
                Parse(bytes, Stopwatch.GetTimestamp());
            }
        });
        _clients.Add(client);
        await client.StartOrFail();
        foreach (var request in requests) await client.SendInstant(request);
        await answered.Task;
    }

    private void Parse(byte[] message, long receivedAt)
    {
        lock (_gate)
        {
            if (RecordReader.Open(message, EnvelopeDecoder.Decode(message), RecordLayout.H0ZOANC0, out var records) != DecodeError.None) return;
            while (records.TryRead(out var record, out var error))
            {
                if (error != DecodeError.None) continue;
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers, record.Code, out _)++;
                Tally.Saw(1, Tally.TakesLatency ? (long)Stopwatch.GetElapsedTime(receivedAt).TotalNanoseconds : 0);
            }
        }
    }
}
