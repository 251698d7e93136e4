using System.IO.Hashing;

namespace OptionAuctions.Recording;

/// <summary>Verifies the checksum of a data section, which covers every byte before the data end record.</summary>
internal static class DataChecksum
{
    private const int MostPlaces = 1000;

    /// <summary>Returns the problem of the data end record, or of a record that its checksum points at; nothing when the checksum is right.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">Its end.</param>
    /// <param name="dataEnd">The data end record.</param>
    /// <param name="othersFound">Whether another check has found the damage already.</param>
    public static IEnumerable<McapProblem> Verify(RecordFile file, McapFileEnd end, RecordPlace dataEnd, bool othersFound)
    {
        var fields = new FieldReader(file.Content(dataEnd), dataEnd.Offset);
        var told = fields.U32();
        fields.End();
        if (told == 0) return [new(dataEnd.Offset, McapProblemKind.NoChecksum, "the data section has no checksum")];
        var found = ChecksumUpTo(file, dataEnd.Offset);
        if (found == told) return [];
        if (!othersFound && Locate(file, end, dataEnd, told ^ found) is { } place)
            return [new(place.Offset, McapProblemKind.Checksum, "a byte of the record has changed, by the checksum of the data section")];
        return [new(dataEnd.Offset, McapProblemKind.Checksum, "the checksum of the data section is not that of its bytes")];
    }

    /// <summary>
    /// Returns the record in which one byte has changed. No other check has seen it, so it is in the header, in a note, or, more seldom, in bits of a chunk
    /// that decompression does not read. <see langword="null"/> when no place fits, or several do.
    /// </summary>
    private static RecordPlace? Locate(RecordFile file, McapFileEnd end, RecordPlace dataEnd, uint difference)
    {
        var offsets = ChangedByte.Offsets(difference, dataEnd.Offset).Take(MostPlaces).Order().ToList();
        var places = new RecordWalk(file, end, new()).Records().Where(place => IsIn(place, offsets)).ToList();
        var uncovered = places.FindAll(place => place.Opcode is McapOpcode.Header or McapOpcode.Metadata);
        return uncovered.Count == 1 ? uncovered[0] : uncovered.Count == 0 && places.Count == 1 ? places[0] : null;
    }

    private static bool IsIn(RecordPlace place, List<long> offsets)
    {
        var first = offsets.BinarySearch(place.Offset);
        if (first < 0) first = ~first;
        return first < offsets.Count && offsets[first] < place.End;
    }

    private static uint ChecksumUpTo(RecordFile file, long end)
    {
        var checksum = new Crc32();
        for (long at = 0; at < end;)
        {
            var bytes = file.Bytes(at, (int)Math.Min(1 << 16, end - at));
            checksum.Append(bytes);
            at += bytes.Length;
        }

        return checksum.GetCurrentHashAsUInt32();
    }
}
