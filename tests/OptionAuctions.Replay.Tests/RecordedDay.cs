using System.Globalization;
using System.Text;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay.Tests;

/// <summary>A recording of a made-up opening call, from five seconds before it: what a recorder writes of a connection that has these messages.</summary>
internal sealed class RecordedDay : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");
    private readonly MessageRecorder _recorder;
    private readonly Dictionary<int, (int Epoch, long Number)> _connections = []; // by app key
    private int _lastEpoch;

    public RecordedDay() => _recorder = new MessageRecorder(new RecorderOptions { Directory = _folder.FullName, Sync = DiskSync.Never }, TimeProvider.System);

    public static DateTimeOffset Begin { get; } = VirtualClock.BeforeTheOpening;

    public string Path => _folder.FullName;

    public DateTimeOffset Now { get; private set; } = Begin;

    public int AppKey { get; set; }

    public static Instrument Code(int i) => new(string.Create(CultureInfo.InvariantCulture, $"B{11_600_000 + i}"));

    public RecordingReader Open() => RecordingReader.Open(Path);

    /// <summary>Writes bursts of messages of one to four records, and now and then a keep-alive, over some minutes; a code is of app key code % app keys.</summary>
    /// <param name="seed">Of the random prices.</param>
    /// <param name="codes">Number of codes.</param>
    /// <param name="bursts">Number of bursts.</param>
    /// <param name="records">Records of a message, at most.</param>
    /// <param name="length">From the first burst to the last.</param>
    /// <param name="appKeys">Number of app keys.</param>
    public RecordedDay Play(int seed, int codes = 7, int bursts = 2_000, int records = 4, TimeSpan? length = null, int appKeys = 1)
    {
        var random = new Random(seed);
        var step = (length ?? TimeSpan.FromMinutes(24)) / bursts;
        for (var burst = 0; burst < bursts; burst++)
        {
            Now += step;
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                if (appKeys > 1) AppKey = random.Next(appKeys);
                Data([.. Enumerable.Range(0, random.Next(1, records + 1)).Select(_ => ((random.Next(codes / appKeys) * appKeys) + AppKey, Price(random)))]);
            }

            if (burst % 50 == 0) Record("""{"header":{"tr_id":"PINGPONG","datetime":"20261123084000"}}""", isControl: true);
        }

        return this;
    }

    public void Data(params (int Code, int Price)[] records)
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"0|H0ZOANC0|{records.Length:000}|"));
        foreach (var (code, price) in records)
        {
            if (text[^1] != '|') text.Append('^');
            var (change, sign) = (price - 12_000, price > 12_000 ? 2 : 5);
            text.Append(CultureInfo.InvariantCulture, $"{Code(code)}^{Now:HHmmss}^{price}^{change}^{sign}^{change / 120.0:0.00}^311");
        }

        Record(text.ToString());
    }

    public void Record(string text, bool isControl = false, bool isCut = false)
    {
        var (epoch, number) = _connections.TryGetValue(AppKey, out var connection) ? connection : (++_lastEpoch, 0);
        _connections[AppKey] = (epoch, number + 1);
        _recorder.Record(new ReceivedMessage(Encoding.ASCII.GetBytes(text))
        {
            AppKey = AppKey, Epoch = epoch, Number = number + 1, ReceivedAt = Now, IsControl = isControl, IsCut = isCut,
        });
    }

    public void Advance(TimeSpan by) => Now += by;

    public void Skip(int messages) => _connections[AppKey] = _connections[AppKey] with { Number = _connections[AppKey].Number + messages };

    public void Reconnect() => _connections.Remove(AppKey);

    /// <summary>Ends the file.</summary>
    public async Task<RecordedDay> EndAsync()
    {
        await _recorder.DisposeAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _recorder.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static int Price(Random random) => 12_000 + (random.Next(-20, 20) * 50);
}
