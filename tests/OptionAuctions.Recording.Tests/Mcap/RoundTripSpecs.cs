using CsCheck;
using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

public sealed class RoundTripSpecs
{
    private static readonly Gen<Sample> AnySample = Gen.Select(
        Gen.Int[0, 2].Select(i => $"{i}/H0ZOANC0"),
        Gen.UInt,
        Gen.OneOf(Gen.ULong, Gen.ULong[0, 5 * Second]),
        Gen.ULong,
        Gen.Byte.Array[0, 300],
        (topic, sequence, log, publish, payload) => new Sample(topic, sequence, log, publish, Convert.ToHexString(payload)));

    private static readonly Gen<McapWriterOptions> AnyOptions = Gen.Select(Gen.Int[1 << 10, 1 << 12], Gen.Int[1, 3000], Gen.Int[1, 5],
        (bytes, age, level) => new McapWriterOptions { ChunkBytes = bytes, ChunkAge = TimeSpan.FromMilliseconds(age), CompressionLevel = level });

    [Fact]
    public void What_is_written_is_read() => Gen.Select(AnySample.List[0, 60], AnyOptions).Sample((samples, options) =>
    {
        var read = Read(Write(samples, options), out var reader);

        Assert.Equal(samples, read);
        Assert.Null(reader.Tail);
        Assert.Empty(reader.Problems);
    }, iter: 150);

    [Fact]
    public void A_span_of_time_is_read_as_the_whole_file_would_be() =>
        Gen.Select(AnySample.List[0, 60], AnyOptions, Gen.ULong[0, 6 * Second], Gen.ULong[0, 6 * Second]).Sample((samples, options, from, to) =>
        {
            using var reader = new McapReader(new MemoryStream(Write(samples, options)));

            Assert.Equal(samples.Where(s => s.LogTime >= from && s.LogTime < to), reader.ReadBetween(from, to).Select(Sample.Of));
        }, iter: 150);

    [Fact]
    public void A_file_that_was_not_finished_is_read_and_says_so() => Gen.Select(AnySample.List[0, 60], AnyOptions).Sample((samples, options) =>
    {
        var file = Write(samples, options, finish: false);
        var read = Read(file, out var reader);

        Assert.Equal(samples, read);
        Assert.Equal(new TornTail(file.Length, 0, TornTailReason.NotFinished), reader.Tail);
        Assert.Empty(reader.Problems);
        Assert.False(reader.IsIndexed);
    }, iter: 100);

    [Fact]
    public void Bytes_that_are_no_text_come_back_as_they_are()
    {
        byte[] payload = [0xff, 0xfe, 0x00, 0xc3, 0x28, 0x80, (byte)'^', (byte)'|'];
        var sample = new Sample("0/H0ZOANC0", 1, 2, 3, Convert.ToHexString(payload));

        Assert.Equal([sample], Read(Write([sample])));
    }

    [Fact]
    public void Channels_notes_and_attachments_are_read_in_the_order_of_the_calls()
    {
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream);
        writer.AddAttachment("master.txt", "text/plain", 5, 4, "B11612083"u8);
        var schema = writer.AddSchema("text of KIS", "", []);
        var channel = writer.AddChannel("0/H0ZOANC0", "text", new Dictionary<string, string> { ["tr"] = "H0ZOANC0", ["layout"] = "12" }, schema);
        writer.Write(channel, 1, 10, 10, "a"u8);
        writer.AddMetadata("gap", new Dictionary<string, string> { ["skipped"] = "3" });
        writer.Write(channel, 5, 11, 11, "b"u8);
        writer.Finish();

        using var reader = new McapReader(stream);
        var notes = new List<int>();
        foreach (var message in reader.ReadAll())
        {
            Assert.Equal("12", message.Channel.Metadata["layout"]);
            notes.Add(reader.Metadata.Count);
        }

        Assert.Equal([0, 1], notes);
        Assert.Equal("3", reader.Metadata.Single().Values["skipped"]);
        var attachment = reader.Attachments.Single();
        Assert.Equal(attachment with { Name = "master.txt", MediaType = "text/plain", LogTime = 5, CreateTime = 4, Bytes = 9 }, attachment);
        Assert.Equal("B11612083"u8.ToArray(), reader.ReadAttachment(attachment));
        Assert.Equal("text of KIS", reader.Schemas.Single().Name);
    }
}
