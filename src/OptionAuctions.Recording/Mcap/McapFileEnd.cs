using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>The end of a file: its summary if that can be relied on, and what is wrong with it.</summary>
/// <param name="Summary">The summary; <see langword="null"/> when there is none, or a damaged one.</param>
/// <param name="IsFinished">Whether the file was finished, as its footer or its last bytes say.</param>
/// <param name="Problems">Damage of summary, footer and magic.</param>
internal sealed record McapFileEnd(McapSummary? Summary, bool IsFinished, IReadOnlyList<McapProblem> Problems)
{
    private static readonly int Bytes = McapFormat.RecordPrefix + McapFormat.FooterContent + McapFormat.Magic.Length;

    public static McapFileEnd Read(RecordFile file)
    {
        var footerAt = file.Length - Bytes;
        if (footerAt < McapFormat.Magic.Length) return new(null, false, []);
        var problems = new List<McapProblem>();
        var hasMagic = file.Bytes(file.Length - McapFormat.Magic.Length, McapFormat.Magic.Length).SequenceEqual(McapFormat.Magic);
        McapSummary? summary = null;
        var isFooter = file.PrefixAt(footerAt) is { Opcode: McapOpcode.Footer, Length: McapFormat.FooterContent };
        if (!isFooter && !hasMagic) return new(null, false, []);
        if (!isFooter) problems.Add(new(footerAt, McapProblemKind.RecordPrefix, "there is no footer before the magic at the end"));
        if (!hasMagic) problems.Add(new(file.Length - McapFormat.Magic.Length, McapProblemKind.Magic, "the file does not end with the magic of MCAP"));
        if (isFooter) summary = ReadSummary(file, footerAt, problems);
        return new(summary, isFooter || hasMagic, problems);
    }

    private static McapSummary? ReadSummary(RecordFile file, long footerAt, List<McapProblem> problems)
    {
        try
        {
            var footer = new FieldReader(file.Content(new(footerAt, McapOpcode.Footer, McapFormat.FooterContent)), footerAt);
            var (start, offsetsStart, checksum) = (footer.Position(), footer.Position(), footer.U32());
            if (checksum == 0) problems.Add(new(footerAt, McapProblemKind.NoChecksum, "the summary has no checksum"));
            if (start == 0 && offsetsStart == 0) return null;
            if (offsetsStart == 0) offsetsStart = footerAt;
            if (start < McapFormat.Magic.Length || offsetsStart < start || offsetsStart > footerAt)
                throw new McapException(footerAt, "the footer says a summary that is outside of the file");
            if (checksum == 0 && !FollowsData(file, start)) throw new McapException(footerAt, "the footer says a summary that does not follow the data");
            if (footerAt - start > McapFormat.MaxBytes - Bytes) throw new McapException(footerAt, "the summary is longer than 64 MiB");

            var section = file.Bytes(start, (int)(file.Length - start));
            if (checksum != 0 && checksum != Crc32.HashToUInt32(section[..^(McapFormat.Magic.Length + 4)]))
            {
                problems.Add(new(FollowsData(file, start) ? start : footerAt, // if not, it begins elsewhere
                    McapProblemKind.Checksum, "the checksum of the summary is not that of its bytes"));
                return null;
            }

            return McapSummary.Read(section[..(int)(offsetsStart - start)], start);
        }
        catch (McapException error)
        {
            problems.Add(new(error));
            return null;
        }
    }

    private static bool FollowsData(RecordFile file, long start) => file.PrefixAt(start - McapFormat.DataEndBytes) is { Opcode: McapOpcode.DataEnd, Length: 4 };
}
