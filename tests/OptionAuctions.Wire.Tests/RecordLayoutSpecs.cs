namespace OptionAuctions.Wire.Tests;

public sealed class RecordLayoutSpecs
{
    private static readonly RecordLayout Layout = RecordLayout.H0ZOANC0;

    [Fact]
    public void The_layout_is_the_venues_table()
    {
        Assert.Equal("H0ZOANC0", Layout.TrId);
        Assert.Equal((7, 7), (Layout.Width, Layout.Fields.Count));
        Assert.Equal(
        [
            ("OPTN_SHRN_ISCD", 9), ("BSOP_HOUR", 6), ("ANTC_CNPR", 8), ("ANTC_CNTG_VRSS", 8), ("ANTC_CNTG_VRSS_SIGN", 1),
            ("ANTC_CNTG_PRDY_CTRT", 8), ("ANTC_MKOP_CLS_CODE", 3),
        ], Layout.Fields.Select(field => (field.VenueName, field.DocumentedLength)));
        Assert.All(Layout.Fields, field => Assert.True(field.Meaning.Length > 0 && field.Unit.Length > 0));
    }

    [Theory]
    [InlineData("B11612083", RecordKind.ExpectedExecution, "H0ZOANC0")]
    [InlineData("211V05059", RecordKind.ExpectedExecution, "H0ZOANC0")]
    [InlineData("B11612083", RecordKind.Trade, "H0ZOCNT0")]
    [InlineData("B11612083", RecordKind.Book, "H0ZOASP0")]
    [InlineData("A11610", RecordKind.ExpectedExecution, "H0ZFANC0")]
    [InlineData("111V06", RecordKind.ExpectedExecution, "H0ZFANC0")]
    [InlineData("D1161001", RecordKind.ExpectedExecution, "H0ZFANC0")]
    [InlineData("005930", RecordKind.ExpectedExecution, "H0STASP0")]
    [InlineData("0126Z0", RecordKind.ExpectedExecution, "H0STASP0")]
    [InlineData("00680K", RecordKind.ExpectedExecution, "H0STASP0")]
    [InlineData("005930", RecordKind.Trade, "H0STCNT0")]
    [InlineData("X", RecordKind.ExpectedExecution, "H0ZOANC0")] // a form that nobody knows is an option's: this feed is for them
    public void Instrument_and_kind_of_record_give_the_TR(string code, RecordKind kind, string trId) =>
        Assert.Equal(trId, RecordLayout.For(new Topic(new Instrument(code), kind))?.TrId);

    [Theory]
    [InlineData("KR4B11612083", RecordKind.ExpectedExecution)]
    [InlineData("A11610", RecordKind.Trade)]
    [InlineData("005930", RecordKind.Book)]
    public void What_no_TR_serves_is_none_and_a_sentence_says_why(string code, RecordKind kind)
    {
        var topic = new Topic(new Instrument(code), kind);

        Assert.Null(RecordLayout.For(topic));
        Assert.Contains($"'{topic}'", RecordLayout.WhyNone(topic));
    }

    [Fact]
    public void A_layout_is_found_by_the_name_of_its_TR()
    {
        foreach (var layout in RecordLayout.Served)
        {
            Assert.Same(layout, RecordLayout.Named(layout.TrId));
            Assert.Same(layout, RecordLayout.Named(Frames.Bytes(layout.TrId)));
            Assert.All(layout.Fields, field => Assert.True(field.Meaning.Length > 0 && field.Unit.Length > 0));
        }

        Assert.Null(RecordLayout.Named("H0STANC0"));
        Assert.Null(RecordLayout.Named("H0STANC0"u8));
    }

    [Fact]
    public void A_field_that_cannot_be_read_is_refused_with_the_error_the_layout_gives_it()
    {
        for (var column = 0; column < Layout.Width; column++)
        {
            var fields = Frames.Fields();
            fields[column] = "not*this";

            Assert.Equal(Layout.Fields[column].Error, Frames.Refusal(fields));
        }
    }

    [Fact]
    public void Of_several_fields_that_cannot_be_read_the_first_is_named()
    {
        var fields = Frames.Fields();
        for (var column = Layout.Width - 1; column >= 0; column--)
        {
            fields[column] = "not*this";

            Assert.Equal(Layout.Fields[column].Error, Frames.Refusal(fields));
        }
    }
}
