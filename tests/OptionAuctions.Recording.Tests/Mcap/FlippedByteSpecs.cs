using System.IO.Hashing;
using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

public sealed class FlippedByteSpecs
{
    private static readonly byte[] File = DaySample.Write();
    private static readonly List<(long Offset, byte Opcode, long End)> TopLevel = Records(File);
    private static readonly List<Sample> All = Read(File);
    private static readonly List<int> MessagesOfChunk = [.. Enumerable.Range(0, DaySample.Chunks).Select(chunk => 3 + chunk)];

    [Fact]
    public void A_whole_file_has_no_problem()
    {
        var verification = McapVerification.Verify(new MemoryStream(File));

        Assert.Empty(verification.Problems);
        Assert.True(verification.IsWhole);
        Assert.Equal((DaySample.Chunks, 0, All.Count, 0L), (verification.Chunks, verification.DamagedChunks, verification.Messages, verification.LostMessages));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_changed_bit_of_any_byte_is_found_in_its_record_and_costs_its_chunk_at_most(int seed)
    {
        var random = new Random(seed);
        for (var at = 0; at < File.Length; at++)
        {
            var bit = (byte)(1 << random.Next(8));
            var file = (byte[])File.Clone();
            file[at] ^= bit;
            var where = $"seed {seed}, byte {at}, bit {bit}";

            var verification = McapVerification.Verify(new MemoryStream(file));
            var read = Read(file, out _);

            Assert.False(verification.Problems.Count == 0, where);
            Assert.Null(verification.Tail);
            var record = TopLevel.Find(record => record.Offset <= at && at < record.End);
            Assert.True(verification.Problems.Any(problem => IsNear(problem.Offset, record, at)), where);
            AssertOnlyLost(record.Opcode == 6 ? record.Offset : null, read, where);
            Assert.Equal((read.Count, All.Count - read.Count), (verification.Messages, verification.LostMessages));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_changed_bit_of_a_large_chunk_is_found_in_its_record(int seed)
    {
        var random = new Random(seed);
        var samples = Enumerable.Range(0, 1_000)
            .Select(i => Sample.Text($"{i % 3}", (uint)i, (ulong)i, $"0|H0ZOANC0|001|B1161208{i % 10}^0859^{random.Next(9999)}"));
        var whole = Write(samples, new() { ChunkBytes = 16 << 10 });
        var chunks = Records(whole).Where(record => record.Opcode == 6).ToList();
        Assert.True(chunks.Count > 2);
        for (var i = 0; i < 100; i++)
        {
            var chunk = chunks[random.Next(chunks.Count)];
            var at = random.NextInt64(chunk.Offset, chunk.End);
            var file = (byte[])whole.Clone();
            file[at] ^= (byte)(1 << random.Next(8));

            Assert.Contains(McapVerification.Verify(new MemoryStream(file)).Problems, problem => problem.Offset == chunk.Offset);
        }
    }

    [Fact]
    public void In_a_torn_file_the_message_indexes_tell_how_many_messages_are_lost()
    {
        var file = DaySample.Write(finish: false);
        var chunk = TopLevel.Where(record => record.Opcode == 6).ElementAt(2);
        file[chunk.End - 1] ^= 1;

        var verification = McapVerification.Verify(new MemoryStream(file));
        Assert.Equal((1, 5L, All.Count - 5L), (verification.DamagedChunks, verification.LostMessages, verification.Messages));
    }

    [Fact]
    public void A_message_index_that_is_missing_is_found_at_its_chunk()
    {
        var file = DaySample.Write(finish: false);
        var index = TopLevel.First(record => record.Opcode == 7);

        var verification = McapVerification.Verify(new MemoryStream([.. file[..(int)index.Offset], .. file[(int)index.End..]]));
        Assert.Equal(TopLevel.First(record => record.Opcode == 6).Offset, Assert.Single(verification.Problems).Offset);
    }

    [Theory]
    [InlineData(11, 0)] // statistics: number of messages
    [InlineData(8, 0)] // first chunk index: start time
    [InlineData(10, 31)] // attachment index: creation time
    public void A_summary_that_does_not_fit_the_data_is_found_though_its_checksum_is_right(byte opcode, int field)
    {
        var file = (byte[])File.Clone();
        file[TopLevel.First(record => record.Opcode == opcode).Offset + 9 + field] ^= 1;
        var summary = TopLevel.Single(record => record.Opcode == 15).End;
        var checksum = Crc32.HashToUInt32(file.AsSpan((int)summary, file.Length - 12 - (int)summary));
        BitConverter.TryWriteBytes(file.AsSpan(file.Length - 12), checksum);

        Assert.NotEmpty(McapVerification.Verify(new MemoryStream(file)).Problems);
        Assert.Equal(All, Read(file));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void In_a_torn_file_a_changed_bit_that_does_harm_is_found_outside_of_header_and_notes_and_costs_no_chunk_before_it(int seed)
    {
        var random = new Random(seed);
        var torn = DaySample.Write(finish: false);
        var chunks = TopLevel.Where(record => record.Opcode == 6).Select(record => record.End).ToList();
        for (var at = 8; at < torn.Length; at++)
        {
            var file = (byte[])torn.Clone();
            file[at] ^= (byte)(1 << random.Next(8));

            var read = Read(file);
            var verification = McapVerification.Verify(new MemoryStream(file));
            var opcode = TopLevel.Find(record => record.Offset <= at && at < record.End).Opcode;
            var isHarmless = opcode is 1 or 12 || (opcode == 6 && read.SequenceEqual(All)); // decompression does not read every bit
            Assert.True(isHarmless || verification.Problems.Count > 0 || verification.Tail?.Bytes > 0, $"seed {seed}, byte {at}");
            var before = MessagesOfChunk.Take(chunks.Count(end => end <= at)).Sum();
            Assert.Equal(All.Take(before), read.Take(before));
            Assert.True(read.All(All.Contains), $"seed {seed}, byte {at}");
        }
    }

    /// <summary>Whether a problem names the record of a byte; of the summary, its beginning is named.</summary>
    private static bool IsNear(long problem, (long Offset, byte Opcode, long End) record, long at) =>
        problem == record.Offset || (at < 8 && problem == 0) || (at >= File.Length - 8 && problem == File.Length - 8)
        || (record.Offset > TopLevel.Single(r => r.Opcode == 15).Offset && problem >= TopLevel.Single(r => r.Opcode == 15).End);

    /// <summary>Asserts that all messages were read but those of one chunk, or of none.</summary>
    private static void AssertOnlyLost(long? chunk, List<Sample> read, string where)
    {
        if (read.SequenceEqual(All)) return;
        Assert.True(chunk is not null, where);
        var number = TopLevel.Where(record => record.Opcode == 6).ToList().FindIndex(record => record.Offset == chunk);
        var first = MessagesOfChunk.Take(number).Sum();
        Assert.Equal([.. All.Take(first), .. All.Skip(first + MessagesOfChunk[number])], read);
    }
}
