namespace OptionAuctions.Wire.Tests;

public sealed class RecordReaderSpecs
{
    private const string B = "B11612083^085001^1080.00^-100.00^5^-8.47^311";
    private const string C = "C11612083^085001^2300.00^200.00^2^9.52^311";

    [Theory]
    [InlineData(B, 1, 7)]
    [InlineData(B + "^35", 1, 8)]
    [InlineData(B + "^", 1, 8)]
    [InlineData(B + "^" + C, 2, 7)]
    [InlineData(B + "^^" + C + "^", 2, 8)]
    [InlineData(B + "^" + C, 1, 14)]
    public void The_width_is_the_fields_by_the_count(string payload, int count, int width)
    {
        var decoded = Frames.Decode($"0|H0ZOANC0|{count:000}|{payload}");

        Assert.Equal((DecodeError.None, width), (decoded.Error, decoded.Width));
        Assert.Equal(count, decoded.Records.Count());
    }

    [Theory]
    [InlineData("B11612083^085001^1080.00^-100.00^5^-8.47", 1)]
    [InlineData(B, 2)]
    [InlineData(B + "^" + C, 3)]
    [InlineData(B + "^" + C + "^", 2)]
    [InlineData("", 1)]
    [InlineData("^^^^^", 6)]
    [InlineData(B, 999)]
    public void Fields_that_do_not_divide_or_are_too_few_refuse_the_message(string payload, int count)
    {
        var decoded = Frames.Decode($"0|H0ZOANC0|{count:000}|{payload}");

        Assert.Equal(DecodeError.FieldCount, decoded.Error);
        Assert.Equal(0, decoded.Width);
        Assert.Empty(decoded.Readings);
    }

    [Theory]
    [InlineData("", DecodeError.Empty)]
    [InlineData("0|H0STANC0|001|" + B, DecodeError.UnknownTr)]
    [InlineData("{}", DecodeError.UnknownKind)]
    public void A_message_without_records_opens_as_what_its_head_was_refused_for(string message, DecodeError error) =>
        Assert.Equal(error, Frames.Decode(message).Error);

    [Fact]
    public void A_bad_record_does_not_lose_its_neighbours()
    {
        var decoded = Frames.Decode(
            Frames.Fields(code: "B11612083"), Frames.Fields(price: "1,060"), Frames.Fields(code: "C11612083"), Frames.Fields(time: "soon"));

        Assert.Equal(["B11612083", "C11612083"], decoded.Records.Select(r => r.Code.ToString()));
        Assert.Equal(
            [DecodeError.None, DecodeError.BadNumber, DecodeError.None, DecodeError.BadTime], decoded.Readings.Select(r => r.Error));
    }

    [Theory]
    [InlineData(B, "^", C)]
    [InlineData(B + "^35", "^", "x^085001^2300.00^200.00^2^9.52^311^")]
    [InlineData("^^^^^^", "^", "^^^^^^")]
    public void Each_record_can_be_kept_as_it_came(string first, string between, string second)
    {
        var decoded = Frames.Decode($"0|H0ZOANC0|002|{first}{between}{second}");

        Assert.Equal([first, second], decoded.Readings.Select(r => r.Raw));
    }

    [Fact]
    public void Columns_behind_the_known_ones_may_hold_any_bytes()
    {
        var hangul = Frames.Bytes("\xBF\xB9\xBB\xF3\x00\xFF|\n\t\xC0");
        byte[] message = [.. Frames.Bytes("0|H0ZOANC0|002|" + B + "^"), .. hangul, .. Frames.Bytes("^" + C + "^"), .. hangul];

        Assert.Equal(["B11612083", "C11612083"], Frames.Decode(message).Records.Select(r => r.Code.ToString()));
    }

    [Theory]
    [InlineData("\xBF\xB9\xBB\xF3")] // CP949 Hangul
    [InlineData("\xEC\x98")] // UTF-8 cut inside a character
    [InlineData("\xFF")]
    [InlineData("\0")]
    public void Broken_text_in_a_known_column_refuses_that_record_only(string broken)
    {
        for (var column = 0; column < RecordLayout.H0ZOANC0.Width; column++)
        {
            var fields = Frames.Fields();
            fields[column] = broken;

            var decoded = Frames.Decode(fields, Frames.Fields());

            Assert.Equal([RecordLayout.H0ZOANC0.Fields[column].Error, DecodeError.None], decoded.Readings.Select(r => r.Error));
        }
    }

    [Fact]
    public void Behind_the_last_record_there_is_nothing_however_often_one_asks()
    {
        var message = Frames.Bytes("0|H0ZOANC0|001|" + B);
        var head = EnvelopeDecoder.Decode(message, RecordLayout.H0ZOANC0);
        RecordReader.Open(message, head, RecordLayout.H0ZOANC0, out var reader);
        Assert.True(reader.TryRead(out _, out _));

        for (var again = 0; again < 3; again++)
        {
            Assert.False(reader.TryRead(out var record, out var error));
            Assert.Equal((default, DecodeError.None), (record, error));
        }
    }
}
