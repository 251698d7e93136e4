using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

public sealed class WriterSpecs
{
    [Fact]
    public void A_chunk_is_closed_when_the_next_message_is_a_second_younger_or_when_the_caller_says_the_time()
    {
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream);
        var channel = writer.AddChannel("0/H0ZOANC0", "text");
        var begin = stream.Length;

        writer.Write(channel, 1, 10 * Second, 0, "a"u8);
        writer.Write(channel, 2, (11 * Second) - 1, 0, "b"u8);
        Assert.Equal(begin, stream.Length);
        writer.Write(channel, 3, 11 * Second, 0, "c"u8);
        Assert.True(stream.Length > begin);
        Assert.False(writer.CloseIfDue((12 * Second) - 1));
        Assert.True(writer.CloseIfDue(12 * Second));
        Assert.False(writer.CloseIfDue(20 * Second));
        Assert.Equal(stream.Length, writer.Length);
        Assert.Equal([1U, 2U, 3U], Read(stream.ToArray()).Select(s => s.Sequence));
    }

    [Fact]
    public void A_chunk_is_closed_when_a_clock_was_set_back_by_its_age()
    {
        var samples = new[] { Sample.Text("t", 1, 10 * Second, "a"), Sample.Text("t", 2, 9 * Second, "b") };

        Assert.Equal(2, Records(Write(samples)).Count(record => record.Opcode == 6));
    }

    [Fact]
    public void A_chunk_is_closed_at_a_mebibyte()
    {
        var samples = Enumerable.Range(0, 5).Select(i => Sample.Text("t", (uint)i, 1, new string('a', 400_000)));

        Assert.Equal(2, Records(Write(samples)).Count(record => record.Opcode == 6));
    }

    [Fact]
    public void A_message_allocates_nothing_once_the_memory_is_there()
    {
        const int Messages = 20_000;
        using var writer = new McapWriter(Stream.Null);
        var channels = Enumerable.Range(0, 8).Select(i => writer.AddChannel($"{i}/H0ZOANC0", "text")).ToArray();
        var payload = new byte[600];
        Write(first: 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write(first: Messages);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Messages;

        Assert.True(each < 4, $"{each} bytes a message"); // some 12 chunks, each with an entry of the summary

        void Write(int first)
        {
            for (var i = first; i < first + Messages; i++) writer.Write(channels[i % 8], (uint)i, (ulong)i, 0, payload);
        }
    }

    [Fact]
    public void A_finished_file_and_an_unknown_channel_are_refused()
    {
        using var writer = new McapWriter(new MemoryStream());
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Write(1, 1, 1, 1, []));
        writer.Finish();

        Assert.Throws<InvalidOperationException>(() => writer.Write(1, 1, 1, 1, []));
        Assert.Throws<InvalidOperationException>(writer.Finish);
    }

    [Fact]
    public void After_an_error_of_the_stream_nothing_is_appended()
    {
        var stream = new FullDisk(capacity: 100);
        using var writer = new McapWriter(stream);
        var channel = writer.AddChannel("0/H0ZOANC0", "text");
        writer.Write(channel, 1, 1, 1, new byte[100]);

        Assert.Throws<IOException>(writer.Flush);
        stream.Capacity = int.MaxValue;
        Assert.Throws<InvalidOperationException>(() => writer.Write(channel, 2, 2, 2, new byte[100]));
        Assert.Throws<InvalidOperationException>(() => writer.CloseIfDue(5 * Second));
        Assert.Throws<InvalidOperationException>(writer.Flush);
        Assert.Throws<InvalidOperationException>(writer.Finish);
    }

    private sealed class FullDisk(int capacity) : MemoryStream
    {
        public new int Capacity { get; set; } = capacity;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > Capacity) throw new IOException("no space left");
            base.Write(buffer);
        }
    }
}
