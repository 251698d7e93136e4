using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Recording.Tests.Recorder;

/// <summary>How far a reading is in the files of a recording.</summary>
public sealed class ReadingPositionSpecs : IDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);

    private readonly Disk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task It_grows_from_file_to_file_and_ends_at_the_length_of_all()
    {
        for (var day = 0; day < 2; day++)
        {
            var morning = Morning.AddDays(day);
            await using var recorder = new MessageRecorder(_disk.Options, new FakeTimeProvider(morning));
            for (var number = 1; number <= 3; number++)
                recorder.Record(new ReceivedMessage("0|H0ZOANC0|001|x"u8) { Epoch = 1, Number = number, ReceivedAt = morning.AddSeconds(2 * number) });
        }

        var reader = RecordingReader.Open(_disk.Options.Directory);
        var positions = reader.Read().Select(_ => reader.Position).ToArray();

        Assert.Equal(6, positions.Length);
        Assert.Equal(positions.Order(), positions);
        Assert.True(positions[0] > 0 && positions[3] > new FileInfo(reader.Files[0]).Length);
        Assert.Equal(reader.Files.Sum(file => new FileInfo(file).Length), reader.Position);
    }
}
