namespace OptionAuctions.Wire.Tests;

public sealed class EnvelopeDecoderSpecs
{
    private const string Record = "B11612083^084512^1060.00^-120.00^5^-10.17^311";

    [Theory]
    [InlineData("001", 1)]
    [InlineData("1", 1)]
    [InlineData("04", 4)]
    [InlineData("999", 999)]
    public void A_data_frame_is_an_envelope_and_a_payload(string count, int records)
    {
        var head = Frames.Head($"0|H0ZOANC0|{count}|{Record}");

        Assert.Equal(new EnvelopeHead(EnvelopeKind.Data, DecodeError.None, records, 12 + count.Length, Record.Length, RecordLayout.H0ZOANC0), head);
    }

    [Theory]
    [InlineData("H0ZOANC0", RecordKind.ExpectedExecution)]
    [InlineData("H0ZFANC0", RecordKind.ExpectedExecution)]
    [InlineData("H0STASP0", RecordKind.ExpectedExecution)]
    [InlineData("H0ZOCNT0", RecordKind.Trade)]
    [InlineData("H0ZOASP0", RecordKind.Book)]
    public void The_head_tells_what_the_records_are(string tr, RecordKind kind)
    {
        var head = EnvelopeDecoder.Decode(Frames.Bytes($"0|{tr}|001|{Record}"));

        Assert.Equal(new EnvelopeHead(EnvelopeKind.Data, DecodeError.None, 1, 15, Record.Length, RecordLayout.Named(tr)), head);
        Assert.Equal(kind, head.Layout!.Kind);
    }

    [Theory]
    [InlineData("0|H0STANC0|001|" + Record)]
    [InlineData("0|H0ZOCNT|001|" + Record)]
    [InlineData("0|H0ZOCNT00|001|" + Record)]
    [InlineData("0|h0zocnt0|001|" + Record)]
    public void A_TR_that_is_not_served_is_refused_by_name(string message) =>
        Assert.Equal(new EnvelopeHead(EnvelopeKind.Refused, DecodeError.UnknownTr, 0, 0, 0), EnvelopeDecoder.Decode(Frames.Bytes(message)));

    [Fact]
    public void Who_takes_one_TR_only_refuses_the_other_served_one() =>
        Assert.Equal(DecodeError.UnknownTr, EnvelopeDecoder.Decode(Trades.Of(Trades.Fields()), RecordLayout.H0ZOANC0).Error);

    [Theory]
    [InlineData("""{"header":{"tr_id":"PINGPONG"}}""")]
    [InlineData("{")]
    public void A_brace_announces_a_control_message(string message) =>
        Assert.Equal(new EnvelopeHead(EnvelopeKind.Control, DecodeError.None, 0, 0, 0), Frames.Head(message));

    [Theory]
    [InlineData("", DecodeError.Empty)]
    [InlineData("PINGPONG", DecodeError.UnknownKind)]
    [InlineData("2|H0ZOANC0|001|" + Record, DecodeError.UnknownKind)]
    [InlineData("01|H0ZOANC0|001|" + Record, DecodeError.UnknownKind)]
    [InlineData(" 0|H0ZOANC0|001|" + Record, DecodeError.UnknownKind)]
    [InlineData("\xEF\xBB\xBF{}", DecodeError.UnknownKind)]
    [InlineData("0", DecodeError.Truncated)]
    [InlineData("0|", DecodeError.Truncated)]
    [InlineData("0|H0ZOANC0", DecodeError.Truncated)]
    [InlineData("0|H0ZOANC0|001", DecodeError.Truncated)]
    [InlineData("0|H0STANC0|001|" + Record, DecodeError.UnknownTr)]
    [InlineData("0||001|" + Record, DecodeError.UnknownTr)]
    [InlineData("0|H0ZOANC00|001|" + Record, DecodeError.UnknownTr)]
    [InlineData("0|h0zoanc0|001|" + Record, DecodeError.UnknownTr)]
    [InlineData("0|H0ZO\xBF\xB9" + "C0|001|" + Record, DecodeError.UnknownTr)]
    [InlineData("1|H0ZOANC0|001|" + Record, DecodeError.Encrypted)]
    [InlineData("1|H0STCNI0|001|" + Record, DecodeError.UnknownTr)]
    [InlineData("0|H0ZOANC0|000|" + Record, DecodeError.BadCount)]
    [InlineData("0|H0ZOANC0||" + Record, DecodeError.BadCount)]
    [InlineData("0|H0ZOANC0|0001|" + Record, DecodeError.BadCount)]
    [InlineData("0|H0ZOANC0|-01|" + Record, DecodeError.BadCount)]
    [InlineData("0|H0ZOANC0| 1 |" + Record, DecodeError.BadCount)]
    public void What_is_not_an_envelope_of_this_feed_is_refused_by_name(string message, DecodeError error) =>
        Assert.Equal(new EnvelopeHead(EnvelopeKind.Refused, error, 0, 0, 0), Frames.Head(message));

    [Theory]
    [InlineData("\n0|H0ZOANC0|001|" + Record)]
    [InlineData("\r\n0|H0ZOANC0|001|" + Record)]
    [InlineData("0|H0ZOANC0|001|" + Record)]
    [InlineData("^35\n0|H0ZOANC0|001|" + Record)]
    [InlineData("^35\n1|H0STCNI0|1|secret")]
    [InlineData("^3|50|H0STCNT0|004|")]
    [InlineData("\n{\"header\":{\"tr_id\":\"PINGPONG\"}}")]
    public void Two_envelopes_in_one_message_are_refused(string second) =>
        Assert.Equal(DecodeError.MergedMessages, Frames.Head($"0|H0ZOANC0|001|{Record}{second}").Error);

    [Theory]
    [InlineData("\n{}")]
    [InlineData("|0|H0ZOANC0|001|" + Record)]
    [InlineData("0|H0ZOANC0|001|" + Record)]
    public void A_second_envelope_is_seen_where_the_first_has_no_record(string second) =>
        Assert.Equal(DecodeError.MergedMessages, Frames.Head($"0|H0ZOANC0|001|{second}").Error);

    [Theory]
    [InlineData("|")]
    [InlineData("|||||")]
    [InlineData("a\nb")]
    [InlineData("|H0ZOANC0|")]
    [InlineData("2|H0ZOANC0|001|")]
    [InlineData("0|H0ZOANC0|x|")]
    [InlineData("0|h0zoanc0|001|")]
    [InlineData("0|H0ZOANC0|001")]
    [InlineData("{}")]
    public void A_pipe_or_a_line_break_alone_is_the_business_of_the_column_that_holds_it(string extra)
    {
        var decoded = Frames.Decode($"0|H0ZOANC0|001|{Record}^{extra}");

        Assert.Equal(DecodeError.None, decoded.Head.Error);
        Assert.Single(decoded.Records);
    }

    [Fact]
    public void A_payload_that_begins_with_a_pipe_begins_behind_the_third() =>
        Assert.Equal(15, Frames.Head("0|H0ZOANC0|001||H0ZOANC0|001|").PayloadStart);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n\n")]
    public void A_line_break_at_the_end_is_not_part_of_the_payload(string end) =>
        Assert.Equal(Record.Length, Frames.Head($"0|H0ZOANC0|001|{Record}{end}").PayloadLength);

    [Fact]
    public void An_empty_payload_is_an_envelope_whose_records_are_missing()
    {
        var decoded = Frames.Decode("0|H0ZOANC0|001|");

        Assert.Equal(new EnvelopeHead(EnvelopeKind.Data, DecodeError.None, 1, 15, 0, RecordLayout.H0ZOANC0), decoded.Head);
        Assert.Equal(DecodeError.FieldCount, decoded.Error);
    }
}
