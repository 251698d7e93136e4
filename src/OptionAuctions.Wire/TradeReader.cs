namespace OptionAuctions.Wire;

/// <summary>
/// A reader of the trades in one data message. As with <see cref="RecordReader"/>, each is read or refused by itself.
/// </summary>
/// <remarks>
/// Of the 53 columns documented the first seven are read; the others are skipped, whatever bytes they hold and however many they
/// are. The sign comes before the change here, unlike in expected executions. Allocates nothing, throws nothing, does not depend on
/// culture.
/// </remarks>
public ref struct TradeReader
{
    private FieldWalk _fields;

    /// <summary>Columns of each record in this message, at least the layout's.</summary>
    public readonly int Width => _fields.Width;

    /// <summary>The bytes of the record that <see cref="TryRead"/> read last, to be kept when it was refused.</summary>
    public readonly ReadOnlySpan<byte> Raw => _fields.Raw;

    /// <summary>Opens the trades of a message whose envelope was decoded.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the number of fields is no multiple of the count or is too small; the error of a
    /// refused head; <see cref="DecodeError.UnknownKind"/> for a control message; <see cref="DecodeError.UnknownTr"/> for data of
    /// another kind; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, EnvelopeHead head, out TradeReader reader)
    {
        reader = default;
        return FieldWalk.Open(message, head, RecordLayout.H0ZOCNT0, out reader._fields);
    }

    /// <summary>Reads the next trade.</summary>
    /// <param name="trade">The trade, complete, when <paramref name="error"/> is none.</param>
    /// <param name="error">The error of the first field that could not be read, or none.</param>
    /// <returns>False after the last trade.</returns>
    public bool TryRead(out Trade trade, out DecodeError error)
    {
        error = DecodeError.None;
        if (!_fields.Next(out var fields))
        {
            trade = default;
            return false;
        }

        error = Read(_fields.Message, fields, out trade);
        return true;
    }

    private static DecodeError Read(ReadOnlySpan<byte> message, in FieldEnds ends, out Trade trade)
    {
        trade = default;
        var code = Instrument.Parse(message, ends.Start, ends.First);
        if (code.IsNone) return DecodeError.BadCode;
        var second = MarketTime.SecondOfDay(message, ends.First + 1, ends.Second);
        if (second == MarketTime.Invalid) return DecodeError.BadTime;
        var price = FixedPoint.Parse(message, ends.Second + 1, ends.Third);
        if (!IsPrice(price)) return DecodeError.BadNumber;
        if (ChangeSign.Parse(message, ends.Third + 1, ends.Fourth) == ChangeSign.Invalid) return DecodeError.BadSign;
        if (FixedPoint.Parse(message, ends.Fourth + 1, ends.Fifth) is >= Number.Invalid) return DecodeError.BadNumber;
        if (FixedPoint.Parse(message, ends.Fifth + 1, ends.Sixth) is >= Number.Invalid) return DecodeError.BadNumber;
        var opening = FixedPoint.Parse(message, ends.Sixth + 1, ends.Seventh);
        if (!IsPrice(opening)) return DecodeError.BadNumber;

        trade = new Trade(code, MarketTime.OfSecond(second), PriceOf(price), PriceOf(opening));
        return DecodeError.None;
    }

    /// <summary>Returns whether a number can be a price. One below zero comes from a shifted column.</summary>
    private static bool IsPrice(ulong number) => (number & (Number.Invalid | Number.Minus)) == 0;

    /// <summary>Converts a number to a price. The venue writes zero when there was no trade yet.</summary>
    private static Won PriceOf(ulong number) => (int)number == 0 ? Won.None : Won.OfHundredths((int)number);
}
