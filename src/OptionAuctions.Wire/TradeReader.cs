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
        error = DecodeError.None;
        if (!_fields.Next(out var fields))
        {
            trade = default;
            return false;
        }

        error = Read(_fields.Message, fields, out trade);
        return true;
    }

    private static DecodeError Read(ReadOnlySpan<byte> message, in FieldEnds at, out Trade trade)
    {
        trade = default;
        var code = OptionCode.Parse(message, at.Start, at.First);
        if (code.IsNone) return DecodeError.BadCode;
        var second = MarketTime.SecondOfDay(message, at.First + 1, at.Second);
        if (second == MarketTime.Invalid) return DecodeError.BadTime;
        var price = Hundredths.Parse(message, at.Second + 1, at.Third);
        if (!IsPrice(price)) return DecodeError.BadNumber;
        if (ChangeSign.Parse(message, at.Third + 1, at.Fourth) == ChangeSign.Invalid) return DecodeError.BadSign;
        if (Hundredths.Parse(message, at.Fourth + 1, at.Fifth) is >= Number.Invalid) return DecodeError.BadNumber;
        if (Hundredths.Parse(message, at.Fifth + 1, at.Sixth) is >= Number.Invalid) return DecodeError.BadNumber;
        var opening = Hundredths.Parse(message, at.Sixth + 1, at.Seventh);
        if (!IsPrice(opening)) return DecodeError.BadNumber;

        trade = new Trade(code, MarketTime.OfSecond(second), PriceOf(price), PriceOf(opening));
        return DecodeError.None;
    }

    /// <summary>One below zero stands in a shifted column.</summary>
    private static bool IsPrice(ulong number) => (number & (Number.Invalid | Number.Minus)) == 0;

    /// <summary>Zero is the venue's way to say that there was no trade yet.</summary>
    private static Won PriceOf(ulong number) => (int)number == 0 ? Won.None : Won.OfHundredths((int)number);
}
