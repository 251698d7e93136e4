using Microsoft.Win32.SafeHandles;

namespace OptionAuctions.Cli;

/// <summary>The standard output as a stream that throws when its reader is gone.</summary>
/// <remarks>
/// The console's own stream accepts bytes for a closed pipe without an error, so that <c>auctions run | head</c> would run for ever. For a file the
/// console's stream is used, which writes where the file's other writers stopped.
/// </remarks>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int BrokenPipe = 32; // EPIPE, the same number on Linux and macOS

    /// <summary>Opens the stream.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>Returns true when the reader has closed the pipe, as it may; any other cause is a failure to write.</summary>
    public static bool IsReaderGone(IOException cause) => cause.HResult == BrokenPipe;
}
