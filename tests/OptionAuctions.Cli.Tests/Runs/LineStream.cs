using System.Text;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A stream whose text is written to a writer.</summary>
public class LineStream(TextWriter writer) : MemoryStream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        writer.Write(new string(text, 0, _decoder.GetChars(buffer, text, flush: false)));
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}
