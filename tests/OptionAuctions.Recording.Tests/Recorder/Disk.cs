using System.Globalization;

namespace OptionAuctions.Recording.Tests.Recorder;

/// <summary>Files in a folder of the test's, on a disk that is full, or stands still, when the test says so.</summary>
internal sealed class Disk : IDisposable
{
    private readonly ManualResetEventSlim _moves = new(initialState: true);
    private volatile bool _full;

    public string Folder { get; } = Directory.CreateTempSubdirectory("recording-").FullName;

    public string[] Files => [.. Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal)];

    /// <summary>Bytes that a write brings to the disk before it fails, while the disk is full.</summary>
    public int Torn { get; set; }

    public bool IsFull
    {
        get => _full;
        set => _full = value;
    }

    /// <summary>Writes that succeed although the disk is full, since they are small.</summary>
    public int SmallWrites { get; set; }

    public bool StandsStill
    {
        set
        {
            if (value) _moves.Reset();
            else _moves.Set();
        }
    }

    public RecorderOptions Options => new() { Directory = Folder, Open = (path, how) => new Written(this, path, how) };

    public List<(int AppKey, int Epoch, long Number, MessageKind Kind, Continuity Continuity, byte[] Bytes)> Read(out IReadOnlyList<string> problems)
    {
        var reader = RecordingReader.Open(Folder);
        var all = reader.Read().Select(m => (m.AppKey, m.Epoch, m.Number, m.Kind, m.Continuity, m.Bytes.ToArray())).ToList();
        problems = reader.Problems;
        return all;
    }

    /// <summary>The sum of what the notes of gaps say was skipped.</summary>
    public long Noted()
    {
        var sum = 0L;
        foreach (var path in Files)
        {
            using var file = File.OpenRead(path);
            using var reader = new McapReader(file);
            foreach (var _ in reader.ReadAll())
            {
            }

            sum += reader.Metadata.Where(note => note.Name == "gap").Sum(note => long.Parse(note.Values["skipped"], CultureInfo.InvariantCulture));
        }

        return sum;
    }

    public void Dispose()
    {
        _moves.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private sealed class Written(Disk disk, string path, FileStreamOptions how) : FileStream(path, how)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            disk._moves.Wait();
            if (disk.IsFull && disk.SmallWrites-- <= 0)
            {
                base.Write(buffer[..Math.Min(buffer.Length, disk.Torn)]);
                throw new IOException("No space left on device");
            }

            base.Write(buffer);
        }
    }
}
