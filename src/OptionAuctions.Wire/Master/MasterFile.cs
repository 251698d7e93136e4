using System.Text;

namespace OptionAuctions.Wire.Master;

/// <summary>
/// The master file of stock futures and options, <c>fo_stk_code_mts.mst</c>: text in code page 949, a line a contract, no header.
/// </summary>
/// <remarks>
/// Read tolerantly: a line that cannot be read costs that line. The end of a line is never the second byte of a Korean letter, so
/// that lines can be told apart before they are text. Source: KIS, made anew each day.
/// </remarks>
public static class MasterFile
{
    private const int MostLines = 1_000_000;

    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>The options of a file. Futures and spreads are passed over.</summary>
    /// <param name="path">A file as KIS distributes it, unpacked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static MasterListing Load(string path) => Read(File.ReadAllBytes(path));

    /// <summary>The options of a file's bytes.</summary>
    /// <param name="file">The content. What stands behind its first million lines is refused as one.</param>
    public static MasterListing Read(ReadOnlySpan<byte> file)
    {
        var (series, refused, lineOf) = (new List<ListedSeries>(), new List<RefusedLine>(), new Dictionary<OptionCode, int>());
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            var bytes = file[range].TrimEnd((byte)'\r');
            number++;
            if (bytes.IsEmpty) continue;
            if (number > MostLines)
            {
                refused.Add(new RefusedLine(number, "more than 1,000,000 lines; the rest is not read"));
                break;
            }

            var reason = Text(bytes) is { } line ? MasterLine.Read(line, out var listed) : Nothing(out listed);
            if (listed is not null && !lineOf.TryAdd(listed.Code, number))
                reason = FormattableString.Invariant($"{listed.Code} is on line {lineOf[listed.Code]} already");
            if (reason is not null) refused.Add(new RefusedLine(number, reason));
            else if (listed is not null) series.Add(listed);
        }

        return new MasterListing(series, refused);
    }

    /// <summary>The bytes of a file with these options, as <see cref="Read"/> takes them.</summary>
    public static byte[] Write(IEnumerable<ListedSeries> series) =>
        Korean.GetBytes(string.Concat(series.Select(s => MasterLine.Write(s) + "\n")));

    private static string? Text(ReadOnlySpan<byte> line)
    {
        try
        {
            return Korean.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Nothing(out ListedSeries? listed)
    {
        listed = null;
        return "not text of code page 949";
    }
}
