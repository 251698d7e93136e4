using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

public sealed class TornTailSpecs
{
    [Fact]
    public void Every_prefix_of_a_file_is_read_to_its_last_whole_chunk()
    {
        var file = DaySample.Write();
        var all = Read(file);
        var records = Records(file);
        var dataEnd = records.Single(record => record.Opcode == 15).End;
        var chunks = records.Where(record => record.Opcode == 6).Select(chunk => (chunk.End, Messages: Read(file[..(int)chunk.End]).Count)).ToList();
        Assert.Equal(all.Count, chunks[^1].Messages);

        for (var length = 0; length < file.Length; length++)
        {
            var read = Read(file[..length], out var reader);
            var verification = McapVerification.Verify(new MemoryStream(file[..length]));

            Assert.Equal(all.Take(chunks.Where(chunk => chunk.End <= length).Select(chunk => chunk.Messages).LastOrDefault()), read);
            var end = records.Where(record => record.End <= Math.Min(length, dataEnd)).Select(record => record.End).Append(length < 8 ? 0 : 8).Max();
            var reason = end == dataEnd ? TornTailReason.FooterCut : end == length && length > 0 ? TornTailReason.NotFinished : TornTailReason.RecordCut;
            Assert.Equal(new TornTail(end, length - end, reason), reader.Tail);
            Assert.Equal(reader.Tail, verification.Tail);
            Assert.Equal(read.Count, verification.Messages);
            Assert.Empty(reader.Problems);
            Assert.Empty(verification.Problems);
        }
    }

    [Fact]
    public void Zeros_behind_the_last_chunk_are_a_torn_tail()
    {
        var file = DaySample.Write(finish: false);
        var read = Read([.. file, .. new byte[4096]], out var reader);

        Assert.Equal(Read(file), read);
        Assert.Equal(new TornTail(file.Length, 4096, TornTailReason.NoRecord), reader.Tail);
    }
}
