namespace OptionAuctions.Wire;

/// <summary>
/// Walks the records of one data message. Each is read or refused by itself, so that a bad one does not lose its neighbours.
/// </summary>
/// <remarks>
/// Width = fields ÷ count, never the documented one: columns behind the known prefix are passed over unread, whatever bytes
/// they hold. Allocates nothing, throws nothing, knows no culture.
/// </remarks>
public ref struct RecordReader
{
    private readonly ReadOnlySpan<byte> _payload;
    private int _position;
    private int _left;

    private RecordReader(ReadOnlySpan<byte> payload, int count, int width)
    {
        _payload = payload;
        _left = count;
        Width = width;
    }

    /// <summary>Columns a record has in this message, at least the layout's.</summary>
    public int Width { get; }

    /// <summary>The bytes of the record that <see cref="TryRead"/> last stood on, for keeping when it is refused.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>Opens the records of a message whose envelope was read.</summary>
    /// <returns>
    /// <see cref="DecodeError.FieldCount"/> when the fields do not divide by the count or are too few; what the head was refused
    /// for; <see cref="DecodeError.UnknownKind"/> for a control message; else none.
    /// </returns>
    public static DecodeError Open(ReadOnlySpan<byte> message, FrameHead head, RecordLayout layout, out RecordReader reader)
    {
        reader = default;
        if (head.Kind != FrameKind.Data) return head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error;

        var payload = message.Slice(head.PayloadStart, head.PayloadLength);
        var (width, rest) = Math.DivRem(payload.Count((byte)'^') + 1, head.Count);
        var fits = rest == 0 && width >= layout.Width;
        if (fits) reader = new RecordReader(payload, head.Count, width);
        return fits ? DecodeError.None : DecodeError.FieldCount;
    }

    /// <summary>Stands on the next record.</summary>
    /// <param name="record">The record, whole, when <paramref name="error"/> is none.</param>
    /// <param name="error">The first field that could not be read.</param>
    /// <returns>False behind the last record.</returns>
    public bool TryRead(out ExpectedExecution record, out DecodeError error)
    {
        record = default;
        error = DecodeError.None;
        if (_left == 0) return false;
        _left--;

        var start = _position;
        error = Read(out record);
        Raw = _payload[start..Math.Max(start, _position - 1)];
        return true;
    }

    private DecodeError Read(out ExpectedExecution record)
    {
        ReadOnlySpan<byte> code = Next(), time = Next(), price = Next(), change = Next(), sign = Next(), rate = Next(), phase = Next();
        for (var extra = Width - RecordLayout.H0ZOANC0.Width; extra > 0; extra--) Next();

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

    /// <summary>The next field, without its delimiter. The caret count was checked against the width before, so there is one.</summary>
    private ReadOnlySpan<byte> Next()
    {
        var start = _position;
        var end = start;
        while (end < _payload.Length && _payload[end] != (byte)'^') end++;
        _position = end + 1;
        return _payload[start..end];
    }
}
