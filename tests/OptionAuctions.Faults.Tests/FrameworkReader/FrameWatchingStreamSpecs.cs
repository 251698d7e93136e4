using System.Buffers.Binary;
using System.Text;
using CsCheck;

namespace OptionAuctions.Faults.Tests.FrameworkReader;

public sealed class FrameWatchingStreamSpecs
{
    private const string Yes = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n";

    private static readonly Gen<(int Opcode, int Length, bool Masked)> SomeFrame = Gen.Select(
        Gen.Int[0, 5].Select(i => new[] { 0, 1, 2, 8, 9, 10 }[i]), Gen.OneOf(Gen.Int[0, 130], Gen.Int[65_530, 65_540]), Gen.Bool);

    [Fact]
    public void However_the_bytes_come_text_becomes_binary_nothing_else_changes_and_each_frame_is_heard() =>
        Gen.Select(SomeFrame.Array[0, 6], Gen.Int[1, 5_000]).Sample((frames, chunk) =>
        {
            var sent = Encoding.ASCII.GetBytes(Yes).Concat(frames.SelectMany(f => Frame(f.Opcode, f.Length, f.Masked))).ToArray();
            var expected = Encoding.ASCII.GetBytes(Yes).Concat(frames.SelectMany(f => Frame(f.Opcode == 1 ? 2 : f.Opcode, f.Length, f.Masked))).ToArray();
            var heard = 0;

            var read = Read(sent, chunk, () => heard++);

            return read.AsSpan().SequenceEqual(expected) && heard == frames.Length;
        }, iter: 300);

    [Fact]
    public void An_answer_that_is_no_upgrade_passes_untouched()
    {
        var refusal = Encoding.ASCII.GetBytes("HTTP/1.1 401 Unauthorized\r\nContent-Length: 4\r\n\r\n\u0001\u0001\u0001\u0001");
        var heard = 0;

        Assert.Equal(refusal, Read(refusal, 3, () => heard++));
        Assert.Equal(0, heard);
    }

    private static byte[] Read(byte[] sent, int chunk, Action heard)
    {
        using var stream = new FrameWatchingStream(new MemoryStream(sent), heard);
        using var read = new MemoryStream();
        var buffer = new byte[chunk];
        while (stream.Read(buffer, 0, chunk) is var count and > 0) read.Write(buffer, 0, count);
        return read.ToArray();
    }

    private static byte[] Frame(int opcode, int length, bool masked)
    {
        var head = new List<byte> { (byte)(0x80 | opcode) };
        var mask = masked ? 0x80 : 0;
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(wide, (ulong)length);
        if (length < 126) head.Add((byte)(mask | length));
        else if (length < 65_536) head.AddRange([(byte)(mask | 126), .. wide[6..]]);
        else head.AddRange([(byte)(mask | 127), .. wide]);
        if (masked) head.AddRange([1, 1, 1, 1]);
        return [.. head, .. Enumerable.Repeat((byte)1, length)]; // a payload full of what would be text opcodes
    }
}
