using System.Globalization;
using System.Text;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>
/// The file of messages as they were received: time of receipt in KST, length in bytes, message, each on a line. Only its owner can read it. It is
/// written on the threads that read sockets, up to 64 MiB; after that, or after an error, nothing more is kept, which is counted.
/// </summary>
internal sealed class RawMessages : IDisposable
{
    private const long MaxBytes = 64 << 20;

    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private long _written, _dropped;
    private bool _isFull;

    private RawMessages(FileStream file, TimeProvider time) => (_file, _time) = (file, time);

    /// <summary>Number of messages that were not kept.</summary>
    public long Dropped
    {
        get
        {
            lock (_gate) return _dropped;
        }
    }

    /// <summary>Creates the file.</summary>
    /// <param name="path">Path of a file that does not exist.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CliException">The file exists, or cannot be created.</exception>
    public static RawMessages Create(string path, TimeProvider time)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Running.StateDirectory.Create(folder);
            return new RawMessages(new FileStream(path, options), time);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException($"the file for the messages '{path}' cannot be created: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }

    /// <summary>Adds a message; from any thread.</summary>
    public void Add(ReadOnlySpan<byte> message)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{MarketTime.Now(_time):yyyy-MM-dd HH:mm:ss.fff} {message.Length} ");
        byte[] line = [.. Encoding.ASCII.GetBytes(head), .. message, (byte)'\n'];
        lock (_gate)
        {
            if (!_isFull && TryWrite(line)) return;
            (_isFull, _dropped) = (true, _dropped + 1);
        }
    }

    private bool TryWrite(byte[] line)
    {
        if (!_file.CanWrite || _written + line.Length > MaxBytes) return false;
        try
        {
            _file.Write(line);
            _written += line.Length;
            return true;
        }
        catch (IOException) // a full disk; the rehearsal is not about it
        {
            return false;
        }
    }

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
    }
}
