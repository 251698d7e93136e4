using System.Runtime.InteropServices;

namespace OptionAuctions.Cli.Output;

/// <summary>The Unix system calls for which .NET has no method that fits. Not for Windows.</summary>
internal static class Posix
{
    /// <summary>Error numbers that are the same on Linux and macOS.</summary>
    public const int Interrupted = 4, InputOutput = 5, BadDescriptor = 9, BrokenPipe = 32;

    private const short WritableEvent = 4; // POLLOUT
    private const int GetDescriptorFlags = 1, CloseOnExec = 1; // F_GETFD, FD_CLOEXEC
    private const int FromHere = 1; // SEEK_CUR

    /// <summary>The error of a descriptor that does not block and has no room now.</summary>
    public static int WouldBlock => OperatingSystem.IsMacOS() ? 35 : 11; // EAGAIN

    /// <summary>Writes to a descriptor. Returns the number of bytes written, or the negated error number.</summary>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        var written = Native.Write(descriptor, ref MemoryMarshal.GetReference(bytes), bytes.Length);
        return written < 0 ? -Marshal.GetLastPInvokeError() : (int)written;
    }

    /// <summary>Waits until a descriptor has room again, or an error to tell.</summary>
    public static void WaitUntilWritable(int descriptor)
    {
        var poll = new PollDescriptor { Descriptor = descriptor, Events = WritableEvent };
        _ = Native.Poll(ref poll, 1, Timeout.Infinite); // an interruption is no harm: the caller tries again
    }

    /// <summary>
    /// Returns true when a standard stream was open when the process began. A descriptor that was closed then is soon given to a file of the runtime,
    /// which, unlike an inherited one, is marked to be closed on exec.
    /// </summary>
    public static bool IsInherited(int descriptor) => Native.Control(descriptor, GetDescriptorFlags) is >= 0 and var flags && (flags & CloseOnExec) == 0;

    /// <summary>Removes the last bytes that were written to a file. Does nothing to a pipe or a terminal.</summary>
    public static void TakeBack(int descriptor, int bytes)
    {
        var end = Native.Seek(descriptor, -bytes, FromHere);
        if (end >= 0) _ = Native.Truncate(descriptor, end);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events, Returned;
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        public static extern nint Write(int descriptor, ref byte bytes, nint count);

        [DllImport("libc", EntryPoint = "poll")]
        public static extern int Poll(ref PollDescriptor descriptors, nint count, int milliseconds);

        [DllImport("libc", EntryPoint = "fcntl")]
        public static extern int Control(int descriptor, int command);

        [DllImport("libc", EntryPoint = "lseek")]
        public static extern nint Seek(int descriptor, nint offset, int origin);

        [DllImport("libc", EntryPoint = "ftruncate")]
        public static extern int Truncate(int descriptor, nint length);
    }
}
