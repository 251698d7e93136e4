using System.Diagnostics;
using System.Globalization;
using System.Text;
using Akka.Actor;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed.Restoring;
using OptionAuctions.Recording;
using OptionAuctions.Replay;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Benchmarks.Ratios;

/// <summary>A recording of a made-up opening call: minutes in which each of 820 codes has a record a second, in messages of four.</summary>
internal sealed class ReplayedFile : IDisposable
{
    private const int Codes = 820, PerMessage = 4;

    private static readonly DateTimeOffset Began = new(2026, 11, 23, 8, 25, 0, MarketTime.Offset);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replayed-");

    private readonly int _seconds;

    private ReplayedFile(int minutes) => _seconds = minutes * 60;

    private long Records => (long)Codes * _seconds;

    /// <summary>Writes the recording.</summary>
    /// <param name="messagesAtOnce">Messages that have one time of arrival, as those that a reader found together.</param>
    /// <param name="minutes">Length of the call.</param>
    public static async Task<ReplayedFile> MakeAsync(int messagesAtOnce, int minutes = 20)
    {
        var file = new ReplayedFile(minutes);
        var options = new RecorderOptions { Directory = file._folder.FullName, Sync = DiskSync.Never, MaxWaitingBytes = 1 << 30, Files = Head };
        await using var recorder = new MessageRecorder(options, new VirtualClock(Began)); // which names the file
        var (random, number, began) = (new Random(13), 0L, Began);
        for (var second = 0; second < file._seconds; second++)
        {
            for (var message = 0; message < Codes / PerMessage; message++)
            {
                var at = began.AddSeconds(second).AddMilliseconds(message / messagesAtOnce * 4);
                var text = Encoding.ASCII.GetBytes(Text(random, message * PerMessage, at));
                recorder.Record(new ReceivedMessage(text) { Epoch = 1, Number = ++number, ReceivedAt = at });
            }
        }

        return file;
    }

    /// <summary>Measures a replay against reading and decoding alone, in turns.</summary>
    public async Task<Finding> MeasureAsync(Bench bench, Goal goal, bool makesDigest, bool hasSubscriber = false)
    {
        var (ratios, read, replayed) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = -2; round < bench.Rounds; round++) // two to be compiled
        {
            var (alone, whole) = (Decode(), await ReplayAsync(makesDigest, hasSubscriber));
            if (round < 0) continue;
            ratios.Add(alone / whole);
            read.Add(Records / alone / 1e6);
            replayed.Add(Records / whole / 1e6);
        }

        return new Finding(goal, ratios, string.Create(
            CultureInfo.InvariantCulture, $"{Finding.Median(replayed):0.00} to {Finding.Median(read):0.00} M records/s; {Records:N0} records"));
    }

    /// <summary>Measures how long a feed that starts again takes to know the day.</summary>
    public Finding MeasureRestart(Bench bench, Goal goal)
    {
        var seconds = new List<double>();
        for (var round = -1; round < bench.Rounds; round++)
        {
            var took = Restart();
            if (round >= 0) seconds.Add(took);
        }

        return new Finding(goal, seconds, string.Create(CultureInfo.InvariantCulture, $"{Records:N0} records"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>What a recording begins with, as far as a replay reads it.</summary>
    private static IReadOnlyList<RecordedFile> Head()
    {
        var codes = string.Join(',', Enumerable.Range(11_600_000, Codes).Select(code => $"\"B{code}\""));
        return [new("options.json", "application/json", Encoding.ASCII.GetBytes($"{{\"AppKeys\":1,\"Series\":[],\"Codes\":[{codes}]}}"))];
    }

    private static string Text(Random random, int firstCode, DateTimeOffset at)
    {
        var text = new StringBuilder($"0|H0ZOANC0|{PerMessage:000}|");
        for (var i = firstCode; i < firstCode + PerMessage; i++)
        {
            var price = 12_000 + (random.Next(-9, 10) * 50);
            var sign = Math.Sign(price - 12_000) switch { > 0 => 2, 0 => 3, _ => 5 };
            if (i > firstCode) text.Append('^');
            text.Append(CultureInfo.InvariantCulture, $"B{11_600_000 + i}^{at:HHmmss}^{price}^{price - 12_000}^{sign}^{(price - 12_000) / 120.0:0.00}^311");
        }

        return text.ToString();
    }

    private double Decode()
    {
        var began = Stopwatch.GetTimestamp();
        using var meter = new FeedMeter(TimeProvider.System);
        var (decoder, records, batch) = (new RecordDecoder(meter), 0L, RecordBatch.Rent(1, default));
        foreach (var message in RecordingReader.Open(_folder.FullName).Read())
        {
            if (batch.Messages == 64)
            {
                records += batch.Records.Length;
                batch.Dispose();
                batch = RecordBatch.Rent(1, message.ReceivedAt);
            }

            decoder.Decode(message.Bytes.Span, batch);
        }

        records += batch.Records.Length;
        batch.Dispose();
        return records == Records ? Stopwatch.GetElapsedTime(began).TotalSeconds : throw new InvalidOperationException($"{records} records were read");
    }

    private double Restart()
    {
        var (time, day) = (new VirtualClock(Began.AddSeconds(_seconds)), DateOnly.FromDateTime(Began.DateTime));
        var options = new FeedOptions { Codes = [.. Enumerable.Range(11_600_000, Codes).Select(code => $"B{code}")] };
        var began = Stopwatch.GetTimestamp();
        options.RestoreFrom(DayRecording.Find(new RecorderOptions { Directory = _folder.FullName }, day).Read);
        var restored = Restoration.Of(options, ReferenceData.BuiltIn, time, new SecretScrubber());
        var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return restored.Records == Records && restored.Auctions.Count == Codes ? took : throw new InvalidOperationException(restored.Summary);
    }

    private async Task<double> ReplayAsync(bool makesDigest, bool hasSubscriber)
    {
        var options = new ReplayOptions
        {
            MakesDigest = makesDigest, Started = (system, router) =>
            {
                if (hasSubscriber) system.ActorOf(PropsFactory.Create(() => new Subscriber(router)));
            },
        };
        var began = Stopwatch.GetTimestamp();
        var result = await RecordingReplay.RunAsync(RecordingReader.Open(_folder.FullName), options);
        var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var isWhole = result.Counts.Applied == Records && result.Counts.Identity == "holds";
        return isWhole ? time : throw new InvalidOperationException($"{result.Counts.Applied} records were applied");
    }

    /// <summary>A subscriber to the newest state of all codes.</summary>
    private sealed class Subscriber(IActorRef router) : SubscriberActor(router)
    {
        protected override void OnChange(in AuctionChanged change)
        {
        }
    }
}
