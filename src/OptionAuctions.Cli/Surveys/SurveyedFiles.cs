using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Surveys;

/// <summary>The messages of all files of a recording. A file that is damaged, or none, does not hide the others.</summary>
internal sealed class SurveyedFiles
{
    private const int MostProblems = 100;

    private readonly RecordingReader[] _files;
    private readonly List<string> _problems = [];
    private long _notKept, _passed;

    public SurveyedFiles(string path) => _files = [.. Recordings.RecordingFiles.Of(path).Select(Recordings.RecordingFiles.Open)];

    /// <summary>The paths, the oldest first.</summary>
    public IReadOnlyList<string> Paths => [.. _files.Select(file => file.Files[0])];

    /// <summary>Bytes of all files.</summary>
    public long Length => _files.Sum(LengthOf);

    /// <summary>Bytes that were passed.</summary>
    public long Position { get; private set; }

    /// <summary>What is wrong with the files that were read, as sentences, a hundred at most and the number of others.</summary>
    public IReadOnlyList<string> Problems => _notKept == 0 ? _problems : [.. _problems, PrintableText.Say($"and {_notKept} more")];

    /// <summary>Reads the messages with the places of their files. A message is valid until the next one is asked for.</summary>
    public IEnumerable<(RecordedMessage Message, int File)> Read()
    {
        for (var i = 0; i < _files.Length; i++)
        {
            var length = LengthOf(_files[i]);
            if (length == 0) // to open a pipe is to wait for its writer
            {
                Add($"{NameOf(_files[i])}: empty, or no regular file");
                continue;
            }

            using var messages = _files[i].Read().GetEnumerator();
            while (Next(messages, _files[i]))
            {
                Position = _passed + _files[i].Position;
                yield return (messages.Current, i);
            }

            foreach (var problem in _files[i].Problems) Add(problem);
            _passed += length;
        }
    }

    private bool Next(IEnumerator<RecordedMessage> messages, RecordingReader file)
    {
        try
        {
            return messages.MoveNext();
        }
        catch (Exception cause) when (cause is McapException or IOException or UnauthorizedAccessException)
        {
            Add($"{NameOf(file)}: {cause.Message.ReplaceLineEndings(" ")}");
            return false;
        }
    }

    private void Add(string problem)
    {
        if (_problems.Count < MostProblems) _problems.Add(problem);
        else _notKept++;
    }

    private static string NameOf(RecordingReader file) => Path.GetFileName(file.Files[0]);

    private static long LengthOf(RecordingReader file)
    {
        var info = new FileInfo(file.Files[0]);
        return info.Exists ? info.Length : 0;
    }
}
