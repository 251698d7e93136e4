using System.Runtime.CompilerServices;

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
        error = DecodeError.None;
        if (_fields.Left == 0)
        {
            record = default;
            return false;
        }

        var start = _fields.Position;
        var length = PlainForecast.TryRead(_fields.Message, start, _fields.Left == 1, out record);
        if (length == 0) error = ReadAny(out record);
        else _fields.Pass(start + length);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // a rare guest
    private DecodeError ReadAny(out ExpectedExecution record)
    {
        _fields.Next(out var fields);
        return Read(_fields.Message, fields, out record);
    }

    private static DecodeError Read(ReadOnlySpan<byte> message, in FieldEnds at, out ExpectedExecution record)
    {
        var code = OptionCode.Parse(message, at.Start, at.First);
        var second = MarketTime.SecondOfDay(message, at.First + 1, at.Second);
        var price = Hundredths.Parse(message, at.Second + 1, at.Third);
        var change = Hundredths.Parse(message, at.Third + 1, at.Fourth);
        var sign = ChangeSign.Parse(message, at.Fourth + 1, at.Fifth);
        var rate = Hundredths.Parse(message, at.Fifth + 1, at.Sixth);
        var phase = PhaseCode.Parse(message, at.Sixth + 1, at.Seventh);
        if (code.IsNone || second < 0 || sign < 0 || phase < 0 || ((change | rate | price) & Number.Invalid) != 0 || (price & Number.Minus) != 0)
        {
            record = default;
            return Refusal(code, second, price, change, sign, rate);
        }

        // Without a jump, since whether the next record goes up or down cannot be foreseen.
        var digit = (uint)(sign - '0') < 6 ? sign - '0' : 0;
        var direction = (Directions >> (2 * digit)) & 3;
        var both = change | rate;
        var flags = (int)(both >> Number.FlagShift);
        var disagrees = ((flags & direction) != 0 ? 1 : 0) | (digit == 3 && (both & int.MaxValue) != 0 ? 1 : 0);
        var below = (direction >> 1) & (disagrees ^ 1); // trust neither text nor sign: both stay as they came
        var quality = disagrees | ((int)((both | price) >> Number.RoundedShift) & 1) * (int)RecordQuality.Rounded;

        record = new ExpectedExecution(
            code, second, sign, (int)price == 0 ? Hundredths.None : (int)price, // zero is the venue's way to say that nothing would match
            Number.Signed(change, below), Number.Signed(rate, below), PhaseCode.FromRaw((uint)phase), quality);
        return DecodeError.None;
    }

    // Two bits a digit: 1 where a minus disagrees with it, 2 where a plus does and an unsigned number is below zero.
    private const int Directions = (1 << 2) | (1 << 4) | (2 << 8) | (2 << 10);

    /// <summary>The first field that could not be read.</summary>
    private static DecodeError Refusal(OptionCode code, int second, ulong price, ulong change, int sign, ulong rate)
    {
        if (code.IsNone) return DecodeError.BadCode;
        if (second < 0) return DecodeError.BadTime;
        if (((price | change) & Number.Invalid) != 0 || (price & Number.Minus) != 0) return DecodeError.BadNumber;
        if (sign < 0) return DecodeError.BadSign;
        return (rate & Number.Invalid) != 0 ? DecodeError.BadNumber : DecodeError.BadPhase;
    }
}
