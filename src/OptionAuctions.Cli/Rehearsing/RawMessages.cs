using System.Globalization;
using System.Text;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>
/// The file of messages as they were received: time of receipt in KST, length in bytes, message, each on a line. Only its owner can read it. It is
/// written on the threads that read sockets, up to a bound; after it, or after an error, nothing more is kept.
/// </summary>
internal sealed class RawMessages : IDisposable
{
    private const long MaxBytes = 64 << 20;

    private readonly FileStream _file;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private bool _isFull;

    private RawMessages(FileStream file, TimeProvider time) => (_file, _time) = (file, time);

    /// <summary>Creates the file.</summary>
    /// <param name="path">Path of a file that does not exist.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="CliException">The file exists, or cannot be created.</exception>
    public static RawMessages Create(string path, TimeProvider time)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
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
        lock (_gate)
        {
            if (_isFull || !_file.CanWrite) return;
            try
            {
                _file.Write(Encoding.ASCII.GetBytes(head));
                _file.Write(message);
                _file.WriteByte((byte)'\n');
                _isFull = _file.Length > MaxBytes;
            }
            catch (IOException) // a full disk; the rehearsal is not about it
            {
                _isFull = true;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate) _file.Dispose();
    }
}
