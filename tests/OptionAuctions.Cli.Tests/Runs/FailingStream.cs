namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>A stream to which nothing can be written.</summary>
public sealed class FailingStream(int error, string message) : MemoryStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException(message, error);

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
}
