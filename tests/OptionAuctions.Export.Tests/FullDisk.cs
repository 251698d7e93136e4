namespace OptionAuctions.Export.Tests;

/// <summary>A file on a disk that has room for some bytes of it.</summary>
internal sealed class FullDisk(Stream inner, int room) : WrittenStream(inner)
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (Position + count > room) throw new IOException("No space left on device");
        base.Write(buffer, offset, count);
    }
}
