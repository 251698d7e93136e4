using System.Text;

namespace OptionAuctions.Venue.Instruments;

/// <summary>
/// The master file of stock futures and options, <c>fo_stk_code_mts.mst</c>: text in code page 949, a line a contract, no header.
/// </summary>
public static class MasterFile
{
    private const int MostLines = 1_000_000;

    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The options of a file, in its order. Futures and spreads are passed over.</summary>
    /// <param name="path">A file as KIS distributes it, unpacked.</param>
    /// <exception cref="MasterFileException">A line cannot be read; the message says which and why.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<ListedSeries> Load(string path) => Read(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>The options of a file's bytes.</summary>
    /// <param name="file">The content.</param>
    /// <param name="name">What errors call it.</param>
    /// <exception cref="MasterFileException">A line cannot be read; the message says which and why.</exception>
    public static IReadOnlyList<ListedSeries> Read(ReadOnlySpan<byte> file, string name)
    {
        var series = new List<ListedSeries>();
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            var bytes = file[range].TrimEnd((byte)'\r');
            number++;
            if (bytes.IsEmpty) continue;
            if (number > MostLines) throw new MasterFileException(name, number, $"more than {MostLines:N0} lines");
            try
            {
                if (MasterLine.Read(Korean.GetString(bytes)) is { } listed) series.Add(listed);
            }
            catch (Exception e) when (e is FormatException or DecoderFallbackException)
            {
                throw new MasterFileException(name, number, e is DecoderFallbackException ? "not text of code page 949" : e.Message);
            }
        }

        return series;
    }

    /// <summary>The bytes of a file with these options, as <see cref="Read"/> takes them.</summary>
    public static byte[] Write(IEnumerable<ListedSeries> series) =>
        Korean.GetBytes(string.Concat(series.Select(s => MasterLine.Write(s) + "\n")));
}

/// <summary>A master file that cannot be read. The message is one sentence with file, line and reason.</summary>
public sealed class MasterFileException(string file, int line, string reason) : Exception($"{file}, line {line}: {reason}")
{
    /// <summary>Line, from 1.</summary>
    public int Line => line;
}
