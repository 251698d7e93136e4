using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Recording.Tests.Recorder;

/// <summary>What is handed to a recorder is in its files, or is counted and noted there as missing.</summary>
public sealed class MessageRecorderSpecs : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Morning = new(2026, 11, 30, 8, 40, 0, MarketTime.Offset);

    private readonly Disk _disk = new();
    private readonly FakeTimeProvider _time = new(Morning);
    private readonly Channel<string> _said = Channel.CreateBounded<string>(64);
    private long _number;

    public void Dispose() => _disk.Dispose();

    [Fact]
    public async Task Each_message_is_read_back_byte_for_byte_with_its_connection()
    {
        await using (var recorder = Recorder(_disk.Options))
        {
            Record(recorder, 0, 1, 1, Data("H0ZOANC0"));
            Record(recorder, 1, 2, 1, Data("H0STASP0"));
            Record(recorder, 0, 1, 2, [(byte)'0', (byte)'|', 0xff, 0xfe, 0]);
            recorder.Record(new ReceivedMessage("""{"header":{"tr_id":"PINGPONG"}}"""u8) { Epoch = 1, Number = 3, ReceivedAt = Morning, IsControl = true });
            recorder.Record(new ReceivedMessage("0|H0ZOANC0|001|on and on"u8) { Epoch = 1, Number = 4, ReceivedAt = Morning, IsCut = true });
            Record(recorder, 0, 3, 1, Data("H0NOBODY"));
        }

        var read = _disk.Read(out var problems);

        Assert.Empty(problems);
        Assert.Equal(
            [(0, 1, 1L), (1, 2, 1L), (0, 1, 2L), (0, 1, 3L), (0, 1, 4L), (0, 3, 1L)], read.Select(m => (m.AppKey, m.Epoch, m.Number)));
        Assert.Equal(
            [MessageKind.Data, MessageKind.Data, MessageKind.Data, MessageKind.Control, MessageKind.Cut, MessageKind.Data], read.Select(m => m.Kind));
        Assert.Equal([0xff, 0xfe, 0], read[2].Bytes[2..]);
        Assert.Equal(
            [Continuity.Reconnected, Continuity.Reconnected, Continuity.Follows, Continuity.Follows, Continuity.Follows, Continuity.Reconnected],
            read.Select(m => m.Continuity));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Assert.Single(_disk.Files)));
    }

    [Fact]
    public async Task Channels_say_which_TR_and_which_columns()
    {
        await using (var recorder = Recorder(_disk.Options))
        {
            Record(recorder, 0, 1, 1, Data("H0ZOANC0"));
        }

        using var file = File.OpenRead(Assert.Single(_disk.Files));
        using var reader = new McapReader(file);
        var channel = Assert.Single(reader.Channels);
        Assert.Equal(("0/H0ZOANC0", "H0ZOANC0", "7"), (channel.Topic, channel.Metadata["tr"], channel.Metadata["least-width"]));
        Assert.StartsWith("Code=1 Time=2 Price=3", channel.Metadata["layout"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_disk_that_is_full_is_one_alarm_and_what_is_missing_is_counted_and_noted_when_it_goes_on(int torn)
    {
        await using var recorder = Recorder(_disk.Options with { Chunks = new McapWriterOptions { ChunkBytes = 1 << 10 } });
        Record(recorder, 20);
        await WrittenAsync(recorder, 10);
        (_disk.IsFull, _disk.Torn) = (true, torn);
        Record(recorder, 30);
        Assert.StartsWith("messages are not recorded: No space left", await SaidAsync());
        Record(recorder, 30);
        for (var i = 0; i < 5; i++) _time.Advance(TimeSpan.FromSeconds(2)); // it tries again, in vain

        _disk.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Record(recorder, 30);
        Assert.StartsWith("recording goes on; ", await SaidAsync());
        Record(recorder, 5);
        await recorder.DisposeAsync();

        var (counts, read) = (recorder.Counts, _disk.Read(out var problems));
        Assert.True(counts.IsBalanced, $"{counts}");
        Assert.Null(counts.Problem);
        Assert.InRange(counts.Skipped, 1, 90);
        Assert.Equal((115L, counts.Written, counts.Skipped), (counts.Received, (long)read.Count, _disk.Noted()));
        Assert.Equal(counts.Skipped, _number - read.Count);
        Assert.Contains(Continuity.Missing, read.Select(m => m.Continuity));
        Assert.False(_said.Reader.TryRead(out _));
        Assert.All(problems, problem => Assert.Contains("torn off", problem));
    }

    [Fact]
    public async Task A_note_of_what_is_missing_stays_when_the_disk_has_room_for_nothing_behind_it()
    {
        await using var recorder = Recorder(_disk.Options with { Chunks = new McapWriterOptions { ChunkBytes = 1 << 10 } });
        _disk.IsFull = true;
        Record(recorder, 30);
        Assert.StartsWith("messages are not recorded", await SaidAsync());

        _disk.SmallWrites = 2; // the head of the next file, and the note
        _time.Advance(TimeSpan.FromSeconds(2));
        Record(recorder, 1);
        await SkippedAsync(recorder, 31);
        _disk.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        Record(recorder, 30);
        await recorder.DisposeAsync();

        var (counts, read) = (recorder.Counts, _disk.Read(out _));
        Assert.True(counts.IsBalanced, $"{counts}");
        Assert.Equal((counts.Written, counts.Skipped), ((long)read.Count, _disk.Noted()));
    }

    [Fact]
    public async Task A_disk_that_stands_still_holds_nobody_up_and_what_found_no_room_is_counted_and_noted()
    {
        await using var recorder = Recorder(_disk.Options with { MaxWaitingBytes = 64 << 10, Chunks = new McapWriterOptions { ChunkBytes = 1 << 10 } });
        _disk.StandsStill = true;
        Record(recorder, 3_000);
        _disk.StandsStill = false;
        Assert.Equal("messages are not recorded: the disk is too slow", await SaidAsync());
        Record(recorder, 10);
        await recorder.DisposeAsync();

        var (counts, read) = (recorder.Counts, _disk.Read(out var problems));
        Assert.True(counts.IsBalanced, $"{counts}");
        Assert.Empty(problems);
        Assert.InRange(counts.Skipped, 100, 2_999);
        Assert.Equal((counts.Written, counts.Skipped), ((long)read.Count, _disk.Noted()));
    }

    [Fact]
    public async Task A_new_file_begins_each_day_and_when_one_is_large_and_old_ones_of_the_name_are_deleted()
    {
        string[] others = ["auctions-20261120-084000-001.mcap", "auctions-notes.mcap", "other-20200101-084000-001.mcap", "auctions-20261129-084000-001.mcap"];
        foreach (var name in others) await File.WriteAllTextAsync(Path.Combine(_disk.Folder, name), "");
        var options = _disk.Options with { KeepDays = 2, MaxFileBytes = 1 << 20, Chunks = new McapWriterOptions { ChunkBytes = 1 << 10 } };
        await using (var recorder = Recorder(options))
        {
            var noise = new byte[40_000];
            for (var i = 0; i < 40; i++)
            {
                new Random(i).NextBytes(noise);
                Record(recorder, 0, 1, ++_number, noise);
            }

            await WrittenAsync(recorder, 40);
            _time.Advance(TimeSpan.FromDays(1));
            Record(recorder, 1);
        }

        foreach (var name in others[3..]) File.Delete(Path.Combine(_disk.Folder, name)); // kept until the second day, and gone by then
        var files = _disk.Files.Select(path => Path.GetFileName(path)!).ToArray();
        Assert.Equal(others[1..3].Order(StringComparer.Ordinal), files.Intersect(others));
        Assert.Equal(
            ["auctions-20261130-084000-001.mcap", "auctions-20261130-084000-002.mcap", "auctions-20261201-084000-001.mcap"], files.Except(others));
        foreach (var name in others) File.Delete(Path.Combine(_disk.Folder, name));
        Assert.Equal(Enumerable.Repeat(Continuity.Follows, 40), _disk.Read(out _).Skip(1).Select(m => m.Continuity)); // from file to file
    }

    [Fact]
    public async Task Files_that_are_needed_to_read_it_stand_at_its_beginning()
    {
        await using (var recorder = Recorder(_disk.Options with { Files = () => [new RecordedFile("options.json", "application/json", "{}"u8.ToArray())] }))
        {
            Record(recorder, 1);
        }

        Assert.Equal("{}"u8.ToArray(), RecordingReader.Open(_disk.Folder).ReadFile("options.json"));
    }

    [Fact]
    public async Task A_span_of_time_is_read_alone()
    {
        await using (var recorder = Recorder(_disk.Options))
        {
            for (var i = 0; i < 10; i++)
            {
                Record(recorder, 1);
                _time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        var some = RecordingReader.Open(_disk.Folder).Read(Morning.AddSeconds(3), Morning.AddSeconds(6)).Select(m => m.Number);

        Assert.Equal([4L, 5L, 6L], some);
    }

    [Fact]
    public void A_folder_that_cannot_be_is_refused_by_its_name()
    {
        var file = Path.Combine(_disk.Folder, "a-file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<IOException>(() => Recorder(_disk.Options with { Directory = Path.Combine(file, "folder") }));

        Assert.Contains(file, refused.Message);
        Assert.Throws<ArgumentException>(() => Recorder(_disk.Options with { Name = "../other" }));
        Assert.Throws<FileNotFoundException>(() => RecordingReader.Open(Path.Combine(_disk.Folder, "none")));
    }

    private static byte[] Data(string tr) => Encoding.ASCII.GetBytes($"0|{tr}|001|B11612083^084000^12500^500^2^4.17^{30}");

    private MessageRecorder Recorder(RecorderOptions options) => new(options, _time, said => _said.Writer.TryWrite(said));

    private void Record(MessageRecorder recorder, int appKey, int epoch, long number, byte[] bytes) =>
        recorder.Record(new ReceivedMessage(bytes) { AppKey = appKey, Epoch = epoch, Number = number, ReceivedAt = MarketTime.Now(_time) });

    private void Record(MessageRecorder recorder, int count)
    {
        for (var i = 0; i < count; i++) Record(recorder, 0, 1, ++_number, Data("H0ZOANC0"));
    }

    private async Task<string> SaidAsync() => await _said.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private static Task WrittenAsync(MessageRecorder recorder, long messages) => UntilAsync(() => recorder.Counts.Written >= messages);

    private static Task SkippedAsync(MessageRecorder recorder, long messages) => UntilAsync(() => recorder.Counts.Skipped >= messages);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
