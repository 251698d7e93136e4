namespace OptionAuctions.Wire;

/// <summary>
/// Walks the expected executions of one data message. Each is read or refused by itself, so that a bad one does not lose its neighbours.
/// </summary>
/// <remarks>
/// Width = fields ÷ count, never the documented one: columns behind the known prefix are passed over unread, whatever bytes
/// they hold. Allocates nothing, throws nothing, knows no culture.
/// </remarks>
public ref struct RecordReader
{
    private FieldWalk _fields;

    /// <summary>Columns a record has in this message, at least the layout's.</summary>
    public readonly int Width => _fields.Width;

    /// <summary>The bytes of the record that <see cref="TryRead"/> last stood on, for keeping when it is refused.</summary>
    public readonly ReadOnlySpan<byte> Raw => _fields.Raw;

    /// <summary>Opens the records of a message whose envelope was read.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the fields do not divide by the count or are too few; what the head was refused
    /// for; <see cref="DecodeError.UnknownKind"/> for a control message; <see cref="DecodeError.UnknownTr"/> for data of another
    /// kind; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, FrameHead head, RecordLayout layout, out RecordReader reader)
    {
        reader = default;
        return FieldWalk.Open(message, head, layout, out reader._fields);
    }

    /// <summary>Stands on the next record.</summary>
    /// <param name="record">The record, whole, when <paramref name="error"/> is none.</param>
    /// <param name="error">The first field that could not be read.</param>
    /// <returns>False behind the last record.</returns>
    public bool TryRead(out ExpectedExecution record, out DecodeError error)
    {
        record = default;
        error = DecodeError.None;
        if (!_fields.Begin()) return false;
        error = Read(out record);
        return true;
    }

    private DecodeError Read(out ExpectedExecution record)
    {
        ReadOnlySpan<byte> code = _fields.Next(), time = _fields.Next(), price = _fields.Next(), change = _fields.Next();
        ReadOnlySpan<byte> sign = _fields.Next(), rate = _fields.Next(), phase = _fields.Next();
        _fields.End(RecordLayout.H0ZOANC0.Width);

        record = default;
        if (!OptionCode.TryParse(code.Trim((byte)' '), out var optionCode)) return DecodeError.BadCode;
        if (!MarketTime.TryParse(time, out var second)) return DecodeError.BadTime;
        if (!Hundredths.TryParse(price, out var expected, out var priceForm) || priceForm.Minus) return DecodeError.BadNumber;
        if (!Hundredths.TryParse(change, out var difference, out var changeForm)) return DecodeError.BadNumber;
        if (!ChangeSign.TryParse(sign, out var changeSign)) return DecodeError.BadSign;
        if (!Hundredths.TryParse(rate, out var percent, out var rateForm)) return DecodeError.BadNumber;
        if (!PhaseCode.TryParse(phase, out var phaseCode)) return DecodeError.BadPhase;

        var quality = priceForm.Rounded || changeForm.Rounded || rateForm.Rounded ? RecordQuality.Rounded : RecordQuality.None;
        if (Disagrees(difference, changeForm, changeSign) || Disagrees(percent, rateForm, changeSign))
            quality |= RecordQuality.SignDisagrees; // trust neither: both stay as they came
        else
            (difference, percent) = (Signed(difference, changeSign), Signed(percent, changeSign));

        record = new ExpectedExecution(
            optionCode, second,
            expected == 0 ? Won.None : Won.OfHundredths(expected), // zero is the venue's way to say that nothing would match
            Won.OfHundredths(difference), changeSign, Percent.OfHundredths(percent), phaseCode, quality);
        return DecodeError.None;
    }

    /// <summary>A number's own sign against the sign field. An unsigned one is a magnitude and agrees with any direction but flat.</summary>
    private static bool Disagrees(int value, Hundredths.Form form, ChangeSign sign) => value != Hundredths.None && sign.Direction switch
    {
        ChangeDirection.Up or ChangeDirection.UpperLimit => form.Minus,
        ChangeDirection.Down or ChangeDirection.LowerLimit => form.Plus,
        ChangeDirection.Flat => value != 0,
        _ => false,
    };

    private static int Signed(int value, ChangeSign sign) =>
        value == Hundredths.None || sign.Factor == 0 ? value : Math.Abs(value) * sign.Factor;
}
