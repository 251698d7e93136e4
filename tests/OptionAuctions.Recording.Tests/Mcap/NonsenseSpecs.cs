using System.Buffers.Binary;
using System.IO.Hashing;
using CsCheck;
using ZstdSharp;
using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

/// <summary>Files that no writer made: reading them ends, and takes no more memory than the limit of the format's lengths allows.</summary>
public sealed class NonsenseSpecs
{
    private static readonly byte[] Start = [.. McapFormat.Magic, .. Record(McapOpcode.Header, [0, 0, 0, 0, 0, 0, 0, 0])];

    [Fact]
    public void What_does_not_begin_with_the_magic_is_refused_by_its_offset() => Gen.Byte.Array[1, 500].Sample(file =>
    {
        if (file[0] == 0x89) return;
        Assert.Equal(0, Assert.Throws<McapException>(() => Read(file)).Offset);
        Assert.Equal(0, Assert.Throws<McapException>(() => McapVerification.Verify(new MemoryStream(file))).Offset);
    }, iter: 500);

    [Fact]
    public void Any_bytes_behind_a_header_are_read_to_some_end() => Gen.Byte.Array[0, 500].Sample(bytes => AssertEnds([.. Start, .. bytes]), iter: 1000);

    [Fact]
    public void Any_content_of_any_record_is_read_to_some_end() =>
        Gen.Select(Gen.Byte[0, 20], Gen.Byte.Array[0, 100]).List[1, 10].Sample(records =>
            AssertEnds([.. Start, .. records.SelectMany(record => Record((McapOpcode)record.Item1, record.Item2))]), iter: 1000);

    [Fact]
    public void Any_damage_of_a_file_is_read_to_some_end()
    {
        var file = DaySample.Write();
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Byte).List[2, 40].Sample(changes =>
        {
            var changed = (byte[])file.Clone();
            foreach (var (at, value) in changes) if (at >= Start.Length) changed[at] = value;
            AssertEnds(changed);
        }, iter: 1000);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData((ulong)long.MaxValue)]
    [InlineData((ulong)long.MaxValue + 1)]
    [InlineData(1UL << 40)]
    [InlineData(uint.MaxValue)]
    public void A_length_beyond_the_file_takes_no_memory(ulong length)
    {
        foreach (var opcode in Enum.GetValues<McapOpcode>())
        {
            byte[] file = [.. Start, (byte)opcode, .. Bytes(length), .. new byte[100]];
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(file, out var reader);

            Assert.Equal(Start.Length, reader.Tail?.Offset);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(100UL)]
    [InlineData(0UL)]
    public void A_chunk_that_lies_about_its_size_is_refused(ulong size)
    {
        var bomb = new Compressor().Wrap(new byte[32 << 20]).ToArray();
        Assert.True(bomb.Length < 1 << 14);
        var before = GC.GetAllocatedBytesForCurrentThread();
        byte[] file = [.. Start, .. Chunk(size, 1, "zstd"u8, bomb, (ulong)bomb.Length), .. Record(McapOpcode.DataEnd, [0, 0, 0, 0])];

        Assert.Empty(Read(file, out var reader));
        Assert.Equal(Start.Length, Assert.Single(reader.Problems).Offset);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void A_compression_that_is_not_known_and_a_length_beyond_the_chunk_are_refused()
    {
        byte[] records = Record(McapOpcode.Metadata, [1, 2, 3]);
        var checksum = Crc32.HashToUInt32(records);
        byte[] file =
        [
            .. Start,
            .. Chunk((ulong)records.Length, checksum, "lz4"u8, records, (ulong)records.Length),
            .. Chunk((ulong)records.Length, checksum, ""u8, records, ulong.MaxValue),
            .. Chunk((ulong)records.Length, checksum, ""u8, records, (ulong)records.Length),
        ];
        Read(file, out var reader);

        Assert.Equal(2, reader.Problems.Count);
    }

    [Fact]
    public void A_footer_that_points_anywhere_is_refused_and_the_data_are_read() =>
        Gen.Select(Gen.OneOf(Gen.ULong, Gen.ULong[0, 4000]), Gen.OneOf(Gen.ULong, Gen.ULong[0, 4000])).Sample(AssertRefused, iter: 300);

    [Fact]
    public void A_footer_that_points_into_the_data_is_refused_wherever()
    {
        for (var start = 8UL; start < (ulong)DaySample.Write().Length; start++) AssertRefused(start, start);
    }

    [Fact]
    public void An_attachment_that_is_damaged_is_refused()
    {
        var file = DaySample.Write();
        Read(file, out var reader);
        var attachment = reader.Attachments.Single();
        for (var at = attachment.Offset + 1; at < attachment.Offset + 50; at++)
        {
            var damaged = (byte[])file.Clone();
            damaged[at] ^= 0x40;
            using var other = new McapReader(new MemoryStream(damaged));
            Assert.Throws<McapException>(() => other.ReadAttachment(attachment));
        }

        Assert.Throws<McapException>(() => reader.ReadAttachment(attachment with { Offset = file.Length }));
    }

    private static void AssertRefused(ulong start, ulong offsets)
    {
        var file = DaySample.Write();
        var footer = file.AsSpan(file.Length - 8 - McapFormat.FooterContent);
        BinaryPrimitives.WriteUInt64LittleEndian(footer, start);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[8..], offsets);
        footer[16..20].Clear();

        Assert.Equal(18, Read(file, out var reader).Count);
        Assert.NotEmpty(reader.Problems);
    }

    private static void AssertEnds(byte[] file)
    {
        Read(file, out var reader);
        using (reader) _ = reader.ReadBetween(0, ulong.MaxValue).Count();
        McapVerification.Verify(new MemoryStream(file));
    }

    private static byte[] Chunk(ulong size, uint checksum, ReadOnlySpan<byte> compression, byte[] records, ulong length)
    {
        byte[] head = [.. new byte[16], .. Bytes(size), .. BitConverter.GetBytes(checksum), .. BitConverter.GetBytes(compression.Length), .. compression];
        return Record(McapOpcode.Chunk, [.. head, .. Bytes(length), .. records]);
    }

    private static byte[] Record(McapOpcode opcode, byte[] content) => [(byte)opcode, .. Bytes((ulong)content.Length), .. content];

    private static byte[] Bytes(ulong value) => BitConverter.GetBytes(value);
}
