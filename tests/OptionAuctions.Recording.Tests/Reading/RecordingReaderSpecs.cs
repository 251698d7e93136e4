using System.Globalization;
using System.Text;

namespace OptionAuctions.Recording.Tests.Reading;

/// <summary>A part of a recording is found by the summaries of its files, and is what a reading of all of it gives.</summary>
public sealed class RecordingReaderSpecs : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recording-reader-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, 60)]
    [InlineData(5, 25)]
    [InlineData(20, 21)]
    [InlineData(29, 60)]
    [InlineData(70, 80)]
    public async Task A_part_of_a_file_with_a_summary_is_that_of_one_without(int from, int to)
    {
        await RecordAsync();
        var (begin, end) = (Morning.AddSeconds(from), Morning.AddSeconds(to));
        var finished = Read(begin, end);

        var file = Assert.Single(_folder.GetFiles()).FullName;
        await File.WriteAllBytesAsync(file, (await File.ReadAllBytesAsync(file))[..^20]); // its footer is cut

        Assert.Null(RecordingReader.Open(_folder.FullName).ReadSummary());
        Assert.Equal(finished, Read(begin, end));
        Assert.Equal(Math.Clamp(40 - from, 0, to - from) * 2, finished.Count);
    }

    [Fact]
    public async Task A_connection_that_begins_before_the_part_or_in_it_is_known()
    {
        await RecordAsync();

        var part = Read(Morning.AddSeconds(5), Morning.AddSeconds(25)).Where(message => message.AppKey == 0).ToList();

        Assert.Equal([.. Enumerable.Repeat(1, 15), .. Enumerable.Repeat(3, 5)], part.Select(message => message.Epoch));
        Assert.Equal([0, 15], part.Index().Where(m => m.Item.Continuity == Continuity.Reconnected).Select(m => m.Index)); // its first, and a new one
        Assert.All(part.Where((_, i) => i is not 0 and not 15), message => Assert.Equal(Continuity.Follows, message.Continuity));
    }

    [Fact]
    public async Task Damage_before_the_part_is_not_read()
    {
        await RecordAsync();
        var file = Assert.Single(_folder.GetFiles()).FullName;
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(bytes.Length / 4, 16).Clear();
        await File.WriteAllBytesAsync(file, bytes);
        var recording = RecordingReader.Open(file);

        var part = recording.Read(Morning.AddSeconds(35)).Count();

        Assert.Equal(10, part);
        Assert.Empty(recording.Problems);
        Assert.True(recording.Read().Count() < 80);
        Assert.NotEmpty(recording.Problems);
    }

    [Fact]
    public async Task The_summaries_say_how_many_messages_from_when_to_when_on_which_channels()
    {
        await RecordAsync();

        var summary = RecordingReader.Open(_folder.FullName).ReadSummary()!;

        Assert.Equal((80L, Morning, Morning.AddSeconds(39)), (summary.Messages, summary.First, summary.Last));
        Assert.Equal(
            [(0, MessageKind.Data, "H0ZOANC0"), (1, MessageKind.Data, "H0ZFANC0")],
            summary.Channels.OrderBy(channel => channel.AppKey).Select(channel => (channel.AppKey, channel.Kind, channel.Topic)));
    }

    private List<(int AppKey, int Epoch, long Number, Continuity Continuity, string Text)> Read(DateTimeOffset from, DateTimeOffset to) =>
        [.. RecordingReader.Open(_folder.FullName).Read(from, to)
            .Select(m => (m.AppKey, m.Epoch, m.Number, m.Continuity, Encoding.ASCII.GetString(m.Bytes.Span)))];

    /// <summary>Records forty seconds of two app keys, a message a second; that of place 0 has another connection after twenty, on which others are missing.</summary>
    private async Task RecordAsync()
    {
        var options = new RecorderOptions { Directory = _folder.FullName, Sync = DiskSync.Never }; // a chunk a second
        await using var recorder = new MessageRecorder(options, TimeProvider.System);
        for (var second = 0; second < 40; second++)
        {
            var at = Morning.AddSeconds(second);
            var isLater = second >= 20; // its number goes on as if it were of the connection before: the first twenty are missing
            Record(0, isLater ? 3 : 1, second + 1, at, string.Create(Culture, $"0|H0ZOANC0|001|B11612083^{at:HHmmss}^12500^500^2^4.17^311"));
            Record(1, 2, second + 1, at, string.Create(Culture, $"0|H0ZFANC0|001|A11612000^{at:HHmmss}^412500^2500^2^0.61^311"));
        }

        void Record(int appKey, int epoch, int number, DateTimeOffset at, string text) => recorder.Record(
            new ReceivedMessage(Encoding.ASCII.GetBytes(text)) { AppKey = appKey, Epoch = epoch, Number = number, ReceivedAt = at });
    }
}
