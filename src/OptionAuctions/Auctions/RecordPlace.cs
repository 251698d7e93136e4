namespace OptionAuctions.Auctions;

/// <summary>
/// The place of a record on its connection, in eight bytes: the number of its data message, its number in that message, and the columns of each record
/// there. Default: unknown.
/// </summary>
internal readonly record struct RecordPlace
{
    private const int RecordBits = 10, ColumnBits = 14; // a message announces its records with three digits

    private readonly ulong _packed;

    /// <summary>Creates a place.</summary>
    /// <param name="message">Number of the data message on its connection, counted from 1.</param>
    /// <param name="record">Number of the record in the message, counted from 1, at most 999.</param>
    /// <param name="columns">Columns of each record in the message; beyond 16,383 the largest number that fits is kept.</param>
    public RecordPlace(long message, int record, int columns) =>
        _packed = ((ulong)message << (RecordBits + ColumnBits)) | ((ulong)Math.Min(columns, (1 << ColumnBits) - 1) << RecordBits) | (uint)record;

    public long Message => (long)(_packed >> (RecordBits + ColumnBits));

    public int Record => (int)(_packed & ((1 << RecordBits) - 1));

    public int Columns => (int)(_packed >> RecordBits) & ((1 << ColumnBits) - 1);
}
