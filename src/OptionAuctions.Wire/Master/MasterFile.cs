using System.Text;
using System.Text.Unicode;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>
/// The master file of stock futures and options, <c>fo_stk_code_mts.mst</c>: text in code page 949, one line for each contract, no header.
/// </summary>
/// <remarks>
/// Read tolerantly: a line that cannot be read is refused by itself, and of a line only what an option needs is required. Neither a line feed nor a
/// pipe is ever the second byte of a Korean character, so that the bytes can be split before they are decoded, and a name that is cut in the middle of
/// a character damages nothing else. A file that somebody has saved as UTF-8 is read too. Source: KIS, made anew each day.
/// </remarks>
public static class MasterFile
{
    private const int MaxLines = 1_000_000, MaxBytes = 256 * 1024 * 1024;

    private static readonly Encoding CodePage949 = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, new DecoderReplacementFallback("\uFFFD"))!;

    private static ReadOnlySpan<byte> Archive => "PK\u0003\u0004"u8;

    private static ReadOnlySpan<byte> Blank => " \t\r\0\u001A"u8; // 1A ends a text file of DOS

    /// <summary>Reads the options and futures of a file. Spreads are skipped.</summary>
    /// <param name="path">A regular file of 256 MiB at most, as KIS distributes it, unpacked.</param>
    /// <exception cref="IOException">The file is none, or cannot be read; the message names it and says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static MasterListing Load(string path) => Read(RegularFile.ReadAllBytes(path, MaxBytes));

    /// <summary>Reads the options and futures of a file's bytes.</summary>
    /// <param name="file">The content. All that is behind its first million lines is refused as one entry.</param>
    public static MasterListing Read(ReadOnlySpan<byte> file)
    {
        var encoding = IsUtf8(file) ? Encoding.UTF8 : CodePage949;
        if (file.StartsWith(Encoding.UTF8.Preamble)) file = file[Encoding.UTF8.Preamble.Length..];
        if (file.StartsWith(Archive)) return new MasterListing([], [new RefusedLine(1, MasterRefusal.Columns, "a zip archive, which has to be unpacked")]);

        var (series, refused, lineOfCode) = (new List<ListedSeries>(), new List<RefusedLine>(), new Dictionary<Instrument, int>());
        var futures = new List<ListedFuture>();
        var number = 0;
        foreach (var range in file.Split((byte)'\n'))
        {
            var line = file[range].Trim(Blank);
            number++;
            if (line.IsEmpty) continue;
            if (number > MaxLines)
            {
                refused.Add(new RefusedLine(number, MasterRefusal.Unread, "more than 1,000,000 lines; the rest is not read"));
                break;
            }

            var columns = Columns(line, encoding);
            var refusal = MasterLine.Read(columns, out var listed);
            if (refusal is null && listed is null && MasterLine.ReadFuture(columns) is { } future) futures.Add(future);
            if (listed is not null && !lineOfCode.TryAdd(listed.Code, number))
                refusal = (MasterRefusal.Repeated, FormattableString.Invariant($"{listed.Code} is on line {lineOfCode[listed.Code]} already"));
            if (refusal is { } found) refused.Add(new RefusedLine(number, found.Kind, found.Reason));
            else if (listed is not null) series.Add(listed);
        }

        return new MasterListing(MonthRanks.Complete(series), refused) { Futures = [.. futures.DistinctBy(future => future.Code)] };
    }

    /// <summary>
    /// Returns the bytes of a file with these options, as <see cref="Read"/> takes them and KIS writes them: futures and spreads on the same stocks
    /// come first.
    /// </summary>
    /// <param name="series">The options.</param>
    public static byte[] Write(IEnumerable<ListedSeries> series) =>
        CodePage949.GetBytes(string.Concat(MasterText.Lines([.. series]).Select(line => line + "\n")));

    /// <summary>True for text with Korean characters in UTF-8. Text of code page 949 is never valid UTF-8 with characters of three bytes.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> file) => file.ContainsAnyInRange((byte)0xE0, (byte)0xEF) && Utf8.IsValid(file);

    private static List<string> Columns(ReadOnlySpan<byte> line, Encoding encoding)
    {
        var columns = new List<string>(capacity: 9);
        foreach (var range in line.Split((byte)'|')) columns.Add(encoding.GetString(line[range].Trim(Blank)).Trim());
        return columns;
    }
}
