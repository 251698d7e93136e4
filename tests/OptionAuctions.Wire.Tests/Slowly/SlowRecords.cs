using System.Text;

namespace OptionAuctions.Wire.Tests.Slowly;

/// <summary>
/// The records of a message read as one would read them aloud: split at each caret, then field by field and byte by byte. What the
/// vectors read must be the same.
/// </summary>
internal static class SlowRecords
{
    public static (DecodeError Error, List<Reading> Readings) Read(byte[] message, EnvelopeHead head)
    {
        var readings = new List<Reading>();
        var error = Split(message, head, RecordLayout.H0ZOANC0, out var records);
        foreach (var fields in records)
        {
            var refused = Record(fields, out var record);
            readings.Add(new Reading(record, refused, Raw(fields)));
        }

        return (error, readings);
    }

    public static (DecodeError Error, List<TradeReading> Readings) ReadTrades(byte[] message, EnvelopeHead head)
    {
        var readings = new List<TradeReading>();
        var error = Split(message, head, RecordLayout.H0ZOCNT0, out var records);
        foreach (var fields in records)
        {
            var refused = Trade(fields, out var trade);
            readings.Add(new TradeReading(trade, refused, Raw(fields)));
        }

        return (error, readings);
    }

    private static DecodeError Split(byte[] message, EnvelopeHead head, RecordLayout layout, out IEnumerable<byte[][]> records)
    {
        records = [];
        if (head.Kind != EnvelopeKind.Data) return head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error;
        if (head.Layout != layout) return DecodeError.UnknownTr;
        var fields = Encoding.Latin1.GetString(message, head.PayloadStart, head.PayloadLength).Split('^').Select(Encoding.Latin1.GetBytes).ToArray();
        if (fields.Length % head.Count != 0 || fields.Length / head.Count < layout.Width) return DecodeError.FieldCount;
        records = fields.Chunk(fields.Length / head.Count);
        return DecodeError.None;
    }

    private static DecodeError Record(byte[][] fields, out ExpectedExecution record)
    {
        record = default;
        if (!Instrument.TryParse(fields[0].AsSpan().Trim((byte)' '), out var code)) return DecodeError.BadCode;
        if (!TryTime(fields[1], out var time)) return DecodeError.BadTime;
        if (!SlowNumber.TryParse(fields[2], out var price) || price.Minus) return DecodeError.BadNumber;
        if (!SlowNumber.TryParse(fields[3], out var change)) return DecodeError.BadNumber;
        if (!ChangeSign.TryParse(fields[4], out var sign)) return DecodeError.BadSign;
        if (!SlowNumber.TryParse(fields[5], out var rate)) return DecodeError.BadNumber;
        if (!PhaseCode.TryParse(fields[6], out var phase)) return DecodeError.BadPhase;

        var quality = price.Rounded || change.Rounded || rate.Rounded ? RecordQuality.Rounded : RecordQuality.None;
        var disagrees = Disagrees(change, sign) || Disagrees(rate, sign);
        if (disagrees) quality |= RecordQuality.SignDisagrees;
        record = new ExpectedExecution(
            code, time, price.Value == 0 ? Won.None : Won.OfHundredths(price.Value),
            Won.OfHundredths(disagrees ? change.Value : Signed(change.Value, sign)), sign,
            Percent.OfHundredths(disagrees ? rate.Value : Signed(rate.Value, sign)), phase, quality);
        return DecodeError.None;
    }

    private static DecodeError Trade(byte[][] fields, out Trade trade)
    {
        trade = default;
        if (!Instrument.TryParse(fields[0].AsSpan().Trim((byte)' '), out var code)) return DecodeError.BadCode;
        if (!TryTime(fields[1], out var time)) return DecodeError.BadTime;
        if (!SlowNumber.TryParse(fields[2], out var price) || price.Minus) return DecodeError.BadNumber;
        if (!ChangeSign.TryParse(fields[3], out _)) return DecodeError.BadSign;
        if (!SlowNumber.TryParse(fields[4], out _) || !SlowNumber.TryParse(fields[5], out _)) return DecodeError.BadNumber;
        if (!SlowNumber.TryParse(fields[6], out var opening) || opening.Minus) return DecodeError.BadNumber;
        trade = new Trade(
            code, time,
            price.Value == 0 ? Won.None : Won.OfHundredths(price.Value),
            opening.Value == 0 ? Won.None : Won.OfHundredths(opening.Value));
        return DecodeError.None;
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out TimeOnly? time)
    {
        time = null;
        text = text.Trim((byte)' ');
        if (text.IsEmpty || SlowNumber.Is(text, "(null)")) return true;
        foreach (var b in text)
            if (!char.IsAsciiDigit((char)b)) return false;
        if (text.Length != 6) return false;
        int At(ReadOnlySpan<byte> t, int i) => ((t[i] - '0') * 10) + t[i + 1] - '0';
        var (hour, minute, second) = (At(text, 0), At(text, 2), At(text, 4));
        if (hour > 23 || minute > 59 || second > 59) return false;
        if (hour + minute + second > 0) time = new TimeOnly(hour, minute, second);
        return true;
    }

    private static bool Disagrees(SlowNumber number, ChangeSign sign) => number.Value != int.MinValue && sign.Direction switch
    {
        ChangeDirection.Up or ChangeDirection.UpperLimit => number.Minus,
        ChangeDirection.Down or ChangeDirection.LowerLimit => number.Plus,
        ChangeDirection.Flat => number.Value != 0,
        _ => false,
    };

    private static int Signed(int value, ChangeSign sign) => value == int.MinValue || sign.Factor == 0 ? value : Math.Abs(value) * sign.Factor;

    private static string Raw(byte[][] fields) => string.Join('^', fields.Select(Encoding.Latin1.GetString));
}
