using Microsoft.Win32.SafeHandles;

namespace OptionAuctions.Cli;

/// <summary>Standard output as a stream that says so when its reader is gone.</summary>
/// <remarks>
/// The console's own stream takes bytes for a closed pipe without a word, and <c>auctions run | head</c> would run for ever. A
/// file keeps the console's stream: it writes where the file's other writers left off.
/// </remarks>
internal static class StandardOutput
{
    private const int Descriptor = 1;
    private const int BrokenPipe = 32; // EPIPE, the same number on Linux and macOS

    public static Stream Open()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected) return Console.OpenStandardOutput();
        var pipe = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        return pipe.CanSeek ? Console.OpenStandardOutput() : pipe;
    }

    /// <summary>True when the reader left, which is its right; anything else is a failure to write.</summary>
    public static bool ReaderLeft(IOException cause) => cause.HResult == BrokenPipe;
}
