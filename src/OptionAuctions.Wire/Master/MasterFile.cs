using System.Text;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// The master file of stock futures and options, <c>fo_stk_code_mts.mst</c>: text in code page 949, one line for each contract, no header.
/// </summary>
/// <remarks>
/// Read tolerantly: a line that cannot be read is refused by itself. A line feed is never the second byte of a Korean character, so that
/// the bytes can be split into lines before they are decoded. Source: KIS, made anew each day.
/// </remarks>
public static class MasterFile
{
    private const int MaxLines = 1_000_000;

    private static readonly Encoding CodePage949 = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    /// <summary>Reads the options of a file. Futures and spreads are skipped.</summary>
    /// <param name="path">A file as KIS distributes it, unpacked.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static MasterListing Load(string path) => Read(File.ReadAllBytes(path));

    /// <summary>Reads the options of a file's bytes.</summary>
    /// <param name="file">The content. All that is behind its first million lines is refused as one entry.</param>
    public static MasterListing Read(ReadOnlySpan<byte> file)
    {
        var (series, refused, lineOfCode) = (new List<ListedSeries>(), new List<RefusedLine>(), new Dictionary<OptionCode, int>());
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            var bytes = file[range].TrimEnd((byte)'\r');
            number++;
            if (bytes.IsEmpty) continue;
            if (number > MaxLines)
            {
                refused.Add(new RefusedLine(number, "more than 1,000,000 lines; the rest is not read"));
                break;
            }

            var reason = Decode(bytes) is { } line ? MasterLine.Read(line, out var listed) : NotText(out listed);
            if (listed is not null && !lineOfCode.TryAdd(listed.Code, number))
                reason = FormattableString.Invariant($"{listed.Code} is on line {lineOfCode[listed.Code]} already");
            if (reason is not null) refused.Add(new RefusedLine(number, reason));
            else if (listed is not null) series.Add(listed);
        }

        return new MasterListing(series, refused);
    }

    /// <summary>Returns the bytes of a file with these options, as <see cref="Read"/> takes them.</summary>
    public static byte[] Write(IEnumerable<ListedSeries> series) =>
        CodePage949.GetBytes(string.Concat(series.Select(s => MasterLine.Write(s) + "\n")));

    private static string? Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return CodePage949.GetString(line);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string NotText(out ListedSeries? listed)
    {
        listed = null;
        return "not text of code page 949";
    }
}
