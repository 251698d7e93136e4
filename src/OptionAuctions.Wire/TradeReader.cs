namespace OptionAuctions.Wire;

/// <summary>
/// A reader of the trades in one data message. As with <see cref="RecordReader"/>, each is read or refused by itself.
/// </summary>
/// <remarks>
/// Columns that no role names are skipped, whatever bytes they hold and however many they are. Without the details it allocates nothing; it throws nothing, and
/// does not depend on culture.
/// </remarks>
public ref struct TradeReader
{
    private FieldWalk _fields;
    private RecordLayout _layout;

    /// <summary>Columns of each record in this message, at least the layout's.</summary>
    public readonly int Width => _fields.Width;

    /// <summary>The bytes of the record that <c>TryRead</c> read last, to be kept when it was refused.</summary>
    public readonly ReadOnlySpan<byte> Raw => _fields.Raw;

    /// <summary>Opens the trades of a message whose envelope was decoded.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the number of fields is no multiple of the count or is too small; the error of a
    /// refused head; <see cref="DecodeError.UnknownKind"/> for a control message; <see cref="DecodeError.UnknownTr"/> for data of
    /// another kind; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout, out TradeReader reader)
    {
        reader = default;
        reader._layout = layout;
        return FieldWalk.Open(message, head, layout, out reader._fields);
    }

    /// <summary>Reads the next trade, and of its columns no more than it needs.</summary>
    /// <param name="trade">The trade, complete, when <paramref name="error"/> is none.</param>
    /// <param name="error">The error of the first field that could not be read, or none.</param>
    /// <returns>False after the last trade.</returns>
    public bool TryRead(out Trade trade, out DecodeError error)
    {
        (trade, error) = (default, DecodeError.None);
        if (!_fields.NextWhole()) return false;
        error = Read(Raw, new RecordColumns(Raw, _layout, stackalloc int[RecordColumns.MostColumns]), out trade);
        return true;
    }

    /// <summary>Reads the next trade with its size, open interest, best quotes and whatever else the layout names.</summary>
    /// <param name="trade">The trade, complete, when <paramref name="error"/> is none.</param>
    /// <param name="detail">The values beside it.</param>
    /// <param name="error">The error of the first field that could not be read, or none.</param>
    /// <returns>False after the last trade.</returns>
    public bool TryRead(out Trade trade, out RecordDetail? detail, out DecodeError error)
    {
        (trade, detail, error) = (default, null, DecodeError.None);
        if (!_fields.NextWhole()) return false;
        var columns = new RecordColumns(Raw, _layout, stackalloc int[RecordColumns.MostColumns]);
        error = Read(Raw, columns, out var read);
        if (error == DecodeError.None) error = DetailReader.Read(columns, out detail);
        if (error == DecodeError.None) trade = read;
        return true;
    }

    private static DecodeError Read(ReadOnlySpan<byte> record, scoped in RecordColumns columns, out Trade trade)
    {
        trade = default;
        var (key, time, sign) = (columns.Of(RecordRole.Code), columns.Of(RecordRole.Time), columns.Of(RecordRole.Sign));
        var code = Instrument.Parse(record, key.Start, key.End);
        if (code.IsNone) return DecodeError.BadCode;
        var second = MarketTime.SecondOfDay(record, time.Start, time.End);
        if (second == MarketTime.Invalid) return DecodeError.BadTime;
        var price = columns.Price(RecordRole.Price);
        if (price >= Number.Invalid) return DecodeError.BadNumber;
        if (ChangeSign.Parse(record, sign.Start, sign.End) == ChangeSign.Invalid) return DecodeError.BadSign;
        if (columns.Number(RecordRole.Change) >= Number.Invalid || columns.Number(RecordRole.Rate) >= Number.Invalid) return DecodeError.BadNumber;
        var opening = columns.Price(RecordRole.OpeningPrice);
        if (opening >= Number.Invalid) return DecodeError.BadNumber;

        trade = new Trade(code, MarketTime.OfSecond(second), PriceOf(price), PriceOf(opening));
        return DecodeError.None;
    }

    /// <summary>Converts a number to a price. The venue writes zero when there was no trade yet.</summary>
    private static Won PriceOf(ulong number) => (int)number == 0 ? Won.None : Won.OfHundredths((int)number);
}
