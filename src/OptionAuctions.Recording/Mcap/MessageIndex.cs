namespace OptionAuctions.Recording;

/// <summary>Log time and place of each message that one channel has in one chunk.</summary>
/// <param name="Channel">Number of the channel.</param>
/// <param name="Entries">Log time, and offset in the uncompressed records of the chunk.</param>
internal sealed record MessageIndex(ushort Channel, List<(ulong Time, ulong Offset)> Entries)
{
    public static MessageIndex Read(ref FieldReader fields)
    {
        var index = new MessageIndex(fields.U16(), []);
        var array = fields.Array();
        while (array.Left > 0) index.Entries.Add((array.U64(), array.U64()));
        fields.End();
        return index;
    }
}
