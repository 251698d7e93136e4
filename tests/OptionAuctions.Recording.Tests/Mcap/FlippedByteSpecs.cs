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
    [InlineData(3)]
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
    public void In_a_torn_file_a_changed_bit_costs_no_chunk_before_it(int seed)
    {
        var random = new Random(seed);
        var torn = DaySample.Write(finish: false);
        var chunks = TopLevel.Where(record => record.Opcode == 6).Select(record => record.End).ToList();
        for (var at = 8; at < torn.Length; at++)
        {
            var file = (byte[])torn.Clone();
            file[at] ^= (byte)(1 << random.Next(8));

            var read = Read(file);
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
