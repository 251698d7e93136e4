using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Recording;
using OptionAuctions.TestKit;

namespace OptionAuctions.Export.Tests;

/// <summary>A recording in a temporary folder, as a feed makes it, and the folder of its export.</summary>
internal sealed class RecordedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-");
    private readonly FakeTimeProvider _time = new(Morning);
    private readonly Dictionary<(int AppKey, int Epoch), long> _numbers = [];

    /// <summary>Monday, 2026-11-30 08:40 KST, when an opening call begins to be published.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);

    /// <summary>The instruments of which the recording says that they are on Samsung Electronics and on SK hynix.</summary>
    public static Instrument Call { get; } = new("B11612083");

    public static Instrument Put { get; } = new("C50612081");

    public string Path => System.IO.Path.Combine(_folder.FullName, "recording");

    public string To => System.IO.Path.Combine(_folder.FullName, "parquet");

    public string InstrumentsJson { get; set; } = """
        {
          "Series": [
            { "Code": "B11612083", "Underlying": "005930", "LastTradingDay": "2026-12-10", "Strike": 71000, "IsCall": true },
            { "Code": "C50612081", "Underlying": "000660", "LastTradingDay": "2026-12-10", "Strike": 182500, "IsCall": false }
          ],
          "Futures": [ { "Code": "A11612", "Underlying": "005930", "Expiry": "2026-12-01" } ]
        }
        """;

    /// <summary>Records messages of one connection a hundredth of a second apart, in a file of their own.</summary>
    /// <param name="messages">JSON becomes a control message, and what ends with <c>~</c> one of which the beginning was kept.</param>
    /// <returns>The path of the file.</returns>
    public Task<string> RecordAsync(params IReadOnlyList<byte[]> messages) => RecordAsync(Morning, appKey: 0, epoch: 1, skipped: 0, messages);

    /// <summary>Records messages.</summary>
    /// <param name="begin">Time of arrival of the first one.</param>
    /// <param name="appKey">Place of the app key.</param>
    /// <param name="epoch">Number of the connection.</param>
    /// <param name="skipped">Messages of the connection that are missing before them.</param>
    /// <param name="messages">The messages.</param>
    public async Task<string> RecordAsync(DateTimeOffset begin, int appKey, int epoch, int skipped, IReadOnlyList<byte[]> messages)
    {
        Directory.CreateDirectory(Path);
        var before = Directory.GetFiles(Path);
        _time.Advance(TimeSpan.FromMinutes(1)); // a name of its own
        var options = new RecorderOptions
        {
            Directory = Path, Sync = DiskSync.Never,
            Files = () => [new RecordedFile("instruments.json", "application/json", Encoding.UTF8.GetBytes(InstrumentsJson))],
        };
        var number = _numbers.GetValueOrDefault((appKey, epoch)) + skipped;
        await using (var recorder = new MessageRecorder(options, _time))
            for (var i = 0; i < messages.Count; i++)
                recorder.Record(new ReceivedMessage(messages[i])
                {
                    AppKey = appKey, Epoch = epoch, Number = ++number, ReceivedAt = begin.AddTicks(100_001L * i),
                    IsControl = messages[i] is [(byte)'{', ..], IsCut = messages[i] is [.., (byte)'~'],
                });
        _numbers[(appKey, epoch)] = number;
        return Assert.Single(Directory.GetFiles(Path).Except(before));
    }

    /// <summary>A call of two options with a reversal, a price of none, an odd sign, a record of the highest price, a gap, and trades after the cross.</summary>
    public async Task RecordCallAsync()
    {
        byte[] Forecast(Instrument code, int second, decimal? won) =>
            MessageBuilder.ExpectedExecutions.With(code, new TimeOnly(8, 40, second), won).ToBytes();

        await RecordAsync(
            Forecast(Call, 1, 1060), Forecast(Put, 1, 2500), Forecast(Call, 2, 1100), Forecast(Call, 3, 1080), Forecast(Put, 4, null),
            MessageBuilder.ExpectedExecutions.WithText("B11612083^084005^1060.00^120.00^5^10.17^311").ToBytes(),
            MessageBuilder.ExpectedExecutions.WithText("C50612081^084006^21474836.47^-21474836.47^5^-0.01^311").ToBytes());
        await RecordAsync(Morning.AddSeconds(30), appKey: 0, epoch: 1, skipped: 3, [Forecast(Call, 30, 1040), Forecast(Put, 31, 2550)]);
        await RecordAsync(Morning.AddMinutes(20).AddSeconds(1), appKey: 0, epoch: 1, skipped: 0,
        [
            MessageBuilder.Trades.With(new Trade(Call, new TimeOnly(9, 0, 1), Won.Of(1030), Won.Of(1030))).ToBytes(),
            MessageBuilder.Trades.With(new Trade(Put, new TimeOnly(9, 0, 1), Won.Of(2540), Won.Of(2540))).ToBytes(),
        ]);
    }

    public RecordingReader Open() => RecordingReader.Open(Path);

    /// <summary>Exports the recording.</summary>
    public Task<ExportResult> ExportAsync(Func<ExportOptions, ExportOptions>? change = null, CancellationToken stop = default)
    {
        var options = new ExportOptions { Directory = To };
        return RecordingExport.RunAsync(Open(), change?.Invoke(options) ?? options, stop);
    }

    /// <summary>The files of the export by their paths below its folder, with their bytes.</summary>
    public IReadOnlyDictionary<string, byte[]> Files() => Directory.Exists(To)
        ? Directory.GetFiles(To, "*", SearchOption.AllDirectories)
            .ToDictionary(path => System.IO.Path.GetRelativePath(To, path).Replace('\\', '/'), File.ReadAllBytes)
        : new Dictionary<string, byte[]>();

    /// <summary>A table of the export, to be read with SQL.</summary>
    public DuckTable Table(string name) => new(System.IO.Path.Combine(To, name));

    public void Dispose() => _folder.Delete(recursive: true);
}
