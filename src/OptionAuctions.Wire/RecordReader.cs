using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// A reader of the expected executions, or of the order books, in one data message of any layout. Each is read or refused by itself, so that a bad one does
/// not cost the others.
/// </summary>
/// <remarks>
/// Width = fields ÷ count, never the documented one: columns behind the known ones are skipped unread, whatever bytes they hold.
/// Allocates nothing, throws nothing, does not depend on culture.
/// </remarks>
public ref struct RecordReader
{
    private FieldWalk _fields;
    private RecordLayout _layout;

    /// <summary>Columns of each record in this message, at least the layout's.</summary>
    public readonly int Width => _fields.Width;

    /// <summary>The bytes of the record that <c>TryRead</c> read last, to be kept when it was refused.</summary>
    public readonly ReadOnlySpan<byte> Raw => _fields.Raw;

    /// <summary>Opens the records of a message whose envelope was decoded.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the number of fields is no multiple of the count or is too small; the error of a
    /// refused head; <see cref="DecodeError.UnknownKind"/> for a control message; <see cref="DecodeError.UnknownTr"/> for data of
    /// another kind; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout, out RecordReader reader)
    {
        reader = default;
        reader._layout = layout;
        return FieldWalk.Open(message, head, layout, out reader._fields);
    }

    /// <summary>Reads the next record of a layout whose first seven columns are those of <see cref="RecordLayout.H0ZOANC0"/>, and no more of it than these.</summary>
    /// <param name="record">The record, complete, when <paramref name="error"/> is none.</param>
    /// <param name="error">The error of the first field that could not be read, or none.</param>
    /// <returns>False after the last record.</returns>
    public bool TryRead(out ExpectedExecution record, out DecodeError error)
    {
        error = DecodeError.None;
        if (_fields.Remaining == 0)
        {
            record = default;
            return false;
        }

        var start = _fields.Position;
        var length = ExpectedExecutionFastPath.TryRead(_fields.Message, start, _fields.Remaining == 1, out record);
        if (length == 0) error = ReadAny(out record);
        else _fields.Advance(start + length);
        return true;
    }

    /// <summary>Reads the next record of any layout, with the quantities and quotes that the layout has.</summary>
    /// <param name="record">The record, complete, when <paramref name="error"/> is none; without a price when the TR has none.</param>
    /// <param name="detail">Its quantities and quotes; <see langword="null"/> when the TR has none.</param>
    /// <param name="error">The error of the first field that could not be read, or none.</param>
    /// <returns>False after the last record.</returns>
    public bool TryRead(out ExpectedExecution record, out RecordDetail? detail, out DecodeError error)
    {
        detail = null;
        if (!_layout.IsStraight) return TryReadAny(out record, out detail, out error);
        if (!TryRead(out record, out error)) return false;
        if (error != DecodeError.None || !_layout.HasDetail) return true;
        error = ReadDetail(out detail);
        if (error != DecodeError.None) record = default;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // its storage is not to be reserved for records of seven columns
    private bool TryReadAny(out ExpectedExecution record, out RecordDetail? detail, out DecodeError error)
    {
        (record, detail, error) = (default, null, default);
        if (!_fields.NextWhole()) return false;
        var columns = new RecordColumns(Raw, _layout, stackalloc int[RecordColumns.MostColumns]);
        error = Read(Raw, columns, out record);
        if (error != DecodeError.None || !_layout.HasDetail) return true;
        error = DetailReader.Read(columns, out detail);
        if (error != DecodeError.None) record = default;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly DecodeError ReadDetail(out RecordDetail? detail) =>
        DetailReader.Read(new RecordColumns(Raw, _layout, stackalloc int[RecordColumns.MostColumns]), out detail);

    [MethodImpl(MethodImplOptions.NoInlining)] // rarely called
    private DecodeError ReadAny(out ExpectedExecution record)
    {
        _fields.Next(out var fields);
        return Read(_fields.Message, fields, out record);
    }

    private static DecodeError Read(ReadOnlySpan<byte> message, in FieldEnds ends, out ExpectedExecution record) => Make(
        Instrument.Parse(message, ends.Start, ends.First), MarketTime.SecondOfDay(message, ends.First + 1, ends.Second),
        FixedPoint.Parse(message, ends.Second + 1, ends.Third), FixedPoint.Parse(message, ends.Third + 1, ends.Fourth),
        ChangeSign.Parse(message, ends.Fourth + 1, ends.Fifth), FixedPoint.Parse(message, ends.Fifth + 1, ends.Sixth),
        PhaseCode.Parse(message, ends.Sixth + 1, ends.Seventh), out record);

    private static DecodeError Read(ReadOnlySpan<byte> record, scoped in RecordColumns columns, out ExpectedExecution read)
    {
        var (code, time, sign, phase) = (
            columns.Of(RecordRole.Code), columns.Of(RecordRole.Time), columns.Of(RecordRole.Sign), columns.Of(RecordRole.Phase));
        return Make(
            Instrument.Parse(record, code.Start, code.End), MarketTime.SecondOfDay(record, time.Start, time.End),
            columns.Number(RecordRole.Price), columns.Number(RecordRole.Change), ChangeSign.Parse(record, sign.Start, sign.End),
            columns.Number(RecordRole.Rate), PhaseCode.Parse(record, phase.Start, phase.End), out read);
    }

    /// <summary>Makes a record of its fields, or refuses it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DecodeError Make(Instrument code, int second, ulong price, ulong change, int sign, ulong rate, int phase, out ExpectedExecution record)
    {
        if (code.IsNone || second < 0 || sign < 0 || phase < 0 || ((change | rate | price) & Number.Invalid) != 0 || (price & Number.Minus) != 0)
        {
            record = default;
            return FirstError(code, second, price, change, sign, rate);
        }

        // Without a branch, since the direction of the next record cannot be predicted.
        var digit = (uint)(sign - '0') < 6 ? sign - '0' : 0;
        var direction = (Directions >> (2 * digit)) & 3;
        var both = change | rate;
        var flags = (int)(both >> Number.FlagShift);
        var disagrees = ((flags & direction) != 0 ? 1 : 0) | (digit == 3 && (both & int.MaxValue) != 0 ? 1 : 0);
        var negative = (direction >> 1) & (disagrees ^ 1); // when text and sign disagree, both stay as they were received
        var quality = disagrees | ((int)((both | price) >> Number.RoundedShift) & 1) * (int)RecordQuality.Rounded;

        record = new ExpectedExecution(
            code, second, sign, (int)price == 0 ? FixedPoint.None : (int)price, // the venue writes zero when nothing would match
            Number.Signed(change, negative), Number.Signed(rate, negative), PhaseCode.FromRaw((uint)phase), quality);
        return DecodeError.None;
    }

    // Two bits for each sign digit: 1 where a minus disagrees with it, 2 where a plus does and an unsigned number is below zero.
    private const int Directions = (1 << 2) | (1 << 4) | (2 << 8) | (2 << 10);

    /// <summary>Returns the error of the first field that could not be read.</summary>
    private static DecodeError FirstError(Instrument code, int second, ulong price, ulong change, int sign, ulong rate)
    {
        if (code.IsNone) return DecodeError.BadCode;
        if (second < 0) return DecodeError.BadTime;
        if (((price | change) & Number.Invalid) != 0 || (price & Number.Minus) != 0) return DecodeError.BadNumber;
        if (sign < 0) return DecodeError.BadSign;
        return (rate & Number.Invalid) != 0 ? DecodeError.BadNumber : DecodeError.BadPhase;
    }
}
