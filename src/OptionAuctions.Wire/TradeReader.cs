namespace OptionAuctions.Wire;

/// <summary>
/// Walks the trades of one data message, as <see cref="RecordReader"/> does expected executions: each is read or refused by itself.
/// </summary>
/// <remarks>
/// Of the 53 columns documented the first seven are read; the others are passed over, whatever bytes they hold and however many
/// they are. Sign stands before change here, unlike in the forecasts. Allocates nothing, throws nothing, knows no culture.
/// </remarks>
public ref struct TradeReader
{
    private FieldWalk _fields;

    /// <summary>Columns a record has in this message, at least the layout's.</summary>
    public readonly int Width => _fields.Width;

    /// <summary>The bytes of the record that <see cref="TryRead"/> last stood on, for keeping when it is refused.</summary>
    public readonly ReadOnlySpan<byte> Raw => _fields.Raw;

    /// <summary>Opens the trades of a message whose envelope was read.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the fields do not divide by the count or are too few; what the head was refused
    /// for; <see cref="DecodeError.UnknownKind"/> for a control message; <see cref="DecodeError.UnknownTr"/> for data of another
    /// kind; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, FrameHead head, out TradeReader reader)
    {
        reader = default;
        return FieldWalk.Open(message, head, RecordLayout.H0ZOCNT0, out reader._fields);
    }

    /// <summary>Stands on the next trade.</summary>
    /// <param name="trade">The trade, whole, when <paramref name="error"/> is none.</param>
    /// <param name="error">The first field that could not be read.</param>
    /// <returns>False behind the last.</returns>
    public bool TryRead(out Trade trade, out DecodeError error)
    {
        trade = default;
        error = DecodeError.None;
        if (!_fields.Begin()) return false;
        error = Read(out trade);
        return true;
    }

    private DecodeError Read(out Trade trade)
    {
        ReadOnlySpan<byte> code = _fields.Next(), time = _fields.Next(), price = _fields.Next(), sign = _fields.Next();
        ReadOnlySpan<byte> change = _fields.Next(), rate = _fields.Next(), opening = _fields.Next();
        _fields.End(RecordLayout.H0ZOCNT0.Width);

        trade = default;
        if (!OptionCode.TryParse(code.Trim((byte)' '), out var optionCode)) return DecodeError.BadCode;
        if (!MarketTime.TryParse(time, out var second)) return DecodeError.BadTime;
        if (!TryPrice(price, out var last)) return DecodeError.BadNumber;
        if (!ChangeSign.TryParse(sign, out _)) return DecodeError.BadSign;
        if (!Hundredths.TryParse(change, out _, out _) || !Hundredths.TryParse(rate, out _, out _)) return DecodeError.BadNumber;
        if (!TryPrice(opening, out var first)) return DecodeError.BadNumber;

        trade = new Trade(optionCode, second, last, first);
        return DecodeError.None;
    }

    /// <summary>A price: zero is the venue's way to say that there was no trade yet, and one below zero stands in a shifted column.</summary>
    private static bool TryPrice(ReadOnlySpan<byte> text, out Won price)
    {
        var isNumber = Hundredths.TryParse(text, out var hundredths, out var form);
        price = hundredths == 0 ? Won.None : Won.OfHundredths(hundredths);
        return isNumber && !form.Minus;
    }
}
