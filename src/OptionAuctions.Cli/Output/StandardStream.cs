using System.Runtime.InteropServices;

namespace OptionAuctions.Cli.Output;

/// <summary>
/// Standard output or standard error as a stream that tells each failure and cuts no line: it waits for a descriptor that does not block, and takes
/// back the part of a line that a full disk left.
/// </summary>
/// <remarks>
/// The console's own stream accepts bytes for a pipe whose reader is gone, so that <c>auctions run | head</c> would run for ever; a file stream fails
/// on a descriptor that does not block, with a part of a line written.
/// </remarks>
internal sealed class StandardStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    /// <summary>False when the stream was closed before the process began.</summary>
    public override bool CanWrite { get; } = Posix.IsInherited(descriptor);

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Opens standard output.</summary>
    public static Stream Output() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardStream(1);

    /// <summary>Opens standard error.</summary>
    public static Stream Error() => OperatingSystem.IsWindows() ? Console.OpenStandardError() : new StandardStream(2);

    /// <summary>Returns true when the reader of a pipe has closed it, as it may; any other cause is a failure to write.</summary>
    public static bool IsReaderGone(IOException cause) => cause.HResult == Posix.BrokenPipe;

    /// <summary>Writes whole lines, waiting as long as the reader makes it wait.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var done = 0;
        while (done < buffer.Length)
        {
            var written = Posix.Write(descriptor, buffer[done..]);
            if (written >= 0) done += written;
            else if (-written == Posix.WouldBlock) Posix.WaitUntilWritable(descriptor);
            else if (-written != Posix.Interrupted) throw Failed(-written, cut: done - (buffer[..done].LastIndexOf((byte)'\n') + 1));
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // nothing is kept here
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private IOException Failed(int error, int cut)
    {
        if (cut > 0) Posix.TakeBack(descriptor, cut);
        return new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }
}
