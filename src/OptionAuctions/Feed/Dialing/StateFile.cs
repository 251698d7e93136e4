using System.Text;
using Microsoft.Win32.SafeHandles;

namespace OptionAuctions.Feed.Dialing;

/// <summary>
/// A small text file in the state folder that several processes share: locked while it is read or changed, readable by its owner only, and refused when
/// it is anything but a regular file of a bounded size.
/// </summary>
/// <remarks>It is changed in place: the lock is on the file itself, and a file that is put in its place would take the lock away.</remarks>
/// <param name="path">The path.</param>
/// <param name="lockTimeout">Longest wait for another process, which holds the lock for milliseconds; by default five seconds.</param>
/// <param name="write">Writes to the disk at an offset; replaced in tests.</param>
internal sealed class StateFile(string path, TimeSpan? lockTimeout = null, Action<SafeFileHandle, byte[]>? write = null)
{
    /// <summary>Longest file in bytes: more than the dials of two days at the highest limit.</summary>
    public const int Longest = 128 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TimeSpan _lockTimeout = lockTimeout ?? TimeSpan.FromSeconds(5);
    private readonly Action<SafeFileHandle, byte[]> _write = write ?? ((file, bytes) => RandomAccess.Write(file, bytes, 0));

    public string Path => path;

    /// <summary>True for the errors with which a file cannot be read or written.</summary>
    public static bool IsFileError(Exception error) =>
        error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException; // the last for a quota on its size

    /// <summary>Creates a folder for such files, which only its owner can look into. One that exists stays as it is.</summary>
    public static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Reads the text; empty when there is no file.</summary>
    /// <exception cref="IOException">It is no regular file, is too long, or another process does not give it free.</exception>
    public string Read()
    {
        try
        {
            using var file = Open(FileMode.Open);
            return Encoding.UTF8.GetString(BytesOf(file));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    /// <summary>Changes the text while no other process reads or writes it. When that cannot be written, the text stays what it was.</summary>
    /// <param name="change">From the text that the file has to the one that it gets; may throw, and nothing is written.</param>
    /// <exception cref="IOException">As with <see cref="Read"/>, or it cannot be written.</exception>
    public void Change(Func<string, string> change)
    {
        using var file = Open(FileMode.OpenOrCreate);
        var before = BytesOf(file);
        var after = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(before)));
        CloseToOthers(file.SafeFileHandle);
        try
        {
            Write(file.SafeFileHandle, after, before.Length);
        }
        catch (Exception e) when (IsFileError(e))
        {
            RandomAccess.Write(file.SafeFileHandle, before, 0); // the disk has room for it: it was there
            RandomAccess.SetLength(file.SafeFileHandle, before.Length);
            throw;
        }
    }

    private void Write(SafeFileHandle file, byte[] text, int formerLength)
    {
        // One write over all that was there, so that a process that is killed leaves no line of before behind its own: empty lines say nothing.
        var padded = new byte[Math.Max(text.Length, formerLength)];
        padded.AsSpan().Fill((byte)'\n');
        text.CopyTo(padded, 0);
        _write(file, padded);
        RandomAccess.SetLength(file, text.Length);
        RandomAccess.FlushToDisk(file);
    }

    private FileStream Open(FileMode mode)
    {
        if (new FileInfo(path).LinkTarget is not null) throw new IOException($"'{path}' is a symbolic link");
        FileStream? file = null;
        if (!SpinWait.SpinUntil(() => (file = TryOpen(mode)) is not null, _lockTimeout)) throw new IOException($"'{path}' is in use by another process");
        if (file!.CanSeek) return file; // a pipe cannot be sought in
        file.Dispose();
        throw new IOException($"'{path}' is no regular file");
    }

    /// <summary>Opens and locks the file; <see langword="null"/> when another process has it. Opened for writing also to be read: a pipe would block.</summary>
    private FileStream? TryOpen(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows() && mode == FileMode.OpenOrCreate) options.UnixCreateMode = OwnerOnly;
        try
        {
            return new FileStream(path, options);
        }
        catch (IOException e) when (e.HResult is 11 or 35 or unchecked((int)0x80070020)) // EWOULDBLOCK of Linux and macOS, a sharing violation
        {
            return null;
        }
    }

    private byte[] BytesOf(FileStream file)
    {
        var bytes = new byte[Longest + 1];
        var length = file.Length > Longest ? bytes.Length : file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= Longest ? bytes[..length] : throw new IOException($"'{path}' is longer than {Longest} bytes");
    }

    /// <summary>A file of an older version may be open to others. One that belongs to another user was opened to us on purpose.</summary>
    private static void CloseToOthers(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == OwnerOnly) return;
        try
        {
            File.SetUnixFileMode(file, OwnerOnly);
        }
        catch (UnauthorizedAccessException)
        {
            // not ours
        }
    }
}
