using System.Diagnostics;
using System.Globalization;
using System.Text;
using Akka.Actor;
using OptionAuctions.Recording;
using OptionAuctions.Replay;
using OptionAuctions.Wire;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>How fast a recording plays through stream and actors, against reading its file with the same decoder alone.</summary>
internal sealed class Replaying : IDisposable
{
    private const int Codes = 820, PerMessage = 4;

    private static readonly DateTimeOffset Opening = new(2026, 11, 23, 8, 40, 1, MarketTime.Offset);

    private readonly string _folder = Directory.CreateTempSubdirectory("option-auctions-replay-").FullName;
    private readonly Instrument[] _codes =
        [.. Enumerable.Range(0, Codes).Select(i => new Instrument(string.Create(CultureInfo.InvariantCulture, $"B{11_612_080 + i}")))];

    private readonly long _records;

    private Replaying(long records) => _records = records;

    /// <summary>Makes a recording of a call.</summary>
    /// <param name="records">Its records, 1,000 a second and four a message.</param>
    public static async Task<Replaying> MakeAsync(int records)
    {
        var recording = new Replaying(records);
        await using var recorder = new MessageRecorder(
            new RecorderOptions { Directory = recording._folder, MaxWaitingBytes = 1 << 30, Sync = DiskSync.Never }, TimeProvider.System);
        for (var i = 0; i < records / PerMessage; i++)
        {
            var at = Opening.AddMilliseconds(i * PerMessage);
            recorder.Record(new ReceivedMessage(recording.Message(i, at)) { Epoch = 1, Number = i + 1, ReceivedAt = at });
        }

        return recording;
    }

    /// <summary>Reads and decodes.</summary>
    /// <returns>Records a second.</returns>
    public double Read()
    {
        var (began, found) = (Stopwatch.GetTimestamp(), 0L);
        foreach (var message in RecordingReader.Open(_folder).Read())
        {
            var head = EnvelopeDecoder.Decode(message.Bytes.Span);
            if (RecordReader.Open(message.Bytes.Span, head, RecordLayout.H0ZOANC0, out var reader) != DecodeError.None) continue;
            while (reader.TryRead(out _, out var error))
                if (error == DecodeError.None) found++;
        }

        return PerSecond(began, found);
    }

    /// <summary>Plays, to one subscriber to the newest state of all codes.</summary>
    /// <returns>Records a second.</returns>
    public async Task<double> PlayAsync()
    {
        using var system = ActorSystem.Create("replay", RecordingReplay.Config.WithFallback("akka { loglevel = ERROR, stdout-loglevel = OFF }"));
        var options = new FeedOptions
        {
            AppKeys = [new AppKeyOptions { AppKey = new Secret("bench-key"), AppSecret = new Secret("bench-secret") }],
            Codes = [.. _codes.Select(code => $"{code}")],
            Delivery = { AckTimeout = TimeSpan.FromHours(24) },
        };
        await using var replay = new RecordingReplay(system, options, Opening);
        await replay.JoinAsync(() => system.ActorOf(Props.Create(() => new Subscriber(replay.Router))));
        var began = Stopwatch.GetTimestamp();
        await replay.PlayAsync(RecordingReader.Open(_folder).Read());
        var rate = PerSecond(began, replay.Counts.Applied);
        await replay.DrainAsync();
        return replay.Counts.Identity == "holds" ? rate : throw new InvalidOperationException(replay.Counts.Identity);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double PerSecond(long began, long found) => found == _records
        ? found / Stopwatch.GetElapsedTime(began).TotalSeconds
        : throw new InvalidOperationException($"{found} of {_records} records");

    private byte[] Message(int number, DateTimeOffset at)
    {
        var (code, text) = (_codes[number * 7 % Codes], new StringBuilder("0|H0ZOANC0|004|"));
        for (var i = 0; i < PerMessage; i++)
        {
            var step = (number + i) % 40;
            text.Append(i > 0 ? "^" : "").Append(
                CultureInfo.InvariantCulture, $"{code}^{at:HHmmss}^{12_500 + (step * 50)}^{500 + (step * 50)}^2^{4.17 + (step / 10.0):0.00}^30");
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private sealed class Subscriber(IActorRef router) : SubscriberActor(router)
    {
        protected override void OnChange(in AuctionChanged change)
        {
        }
    }
}
