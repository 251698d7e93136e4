namespace OptionAuctions.Wire.Tests;

public sealed class RecordLayoutSpecs
{
    private static readonly RecordLayout Layout = RecordLayout.H0ZOANC0;

    [Fact]
    public void The_layout_is_the_venues_table()
    {
        Assert.Equal("H0ZOANC0", Layout.TrId);
        Assert.Equal((7, 7), (Layout.Width, Layout.DocumentedWidth));
        Assert.Equal(
        [
            ("OPTN_SHRN_ISCD", 9), ("BSOP_HOUR", 6), ("ANTC_CNPR", 8), ("ANTC_CNTG_VRSS", 8), ("ANTC_CNTG_VRSS_SIGN", 1),
            ("ANTC_CNTG_PRDY_CTRT", 8), ("ANTC_MKOP_CLS_CODE", 3),
        ], Layout.Fields.Select(field => (field.VenueName, field.DocumentedLength)));
        Assert.All(Layout.Fields, field => Assert.True(field.Meaning.Length > 0 && field.Unit.Length > 0));
    }

    [Fact]
    public void The_layout_of_trades_is_the_beginning_of_the_venues_table_with_the_sign_before_the_change()
    {
        var trades = RecordLayout.H0ZOCNT0;

        Assert.Equal(("H0ZOCNT0", 7, 53), (trades.TrId, trades.Width, trades.DocumentedWidth));
        Assert.Equal(
        [
            "OPTN_SHRN_ISCD", "BSOP_HOUR", "OPTN_PRPR", "PRDY_VRSS_SIGN", "OPTN_PRDY_VRSS", "PRDY_CTRT", "OPTN_OPRC",
        ], trades.Fields.Select(field => field.VenueName));
        Assert.All(trades.Fields, field => Assert.True(field.Meaning.Length > 0 && field.Unit.Length > 0));
    }

    [Fact]
    public void A_layout_is_found_by_what_its_records_are_and_by_the_name_of_its_TR()
    {
        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            var layout = RecordLayout.Of(kind);

            Assert.Equal(kind, layout.Kind);
            Assert.Same(layout, RecordLayout.Named(layout.TrId));
            Assert.Same(layout, RecordLayout.Named(Frames.Bytes(layout.TrId)));
        }

        Assert.NotEqual(RecordLayout.Of(RecordKind.ExpectedExecution), RecordLayout.Of(RecordKind.Trade));
        Assert.Null(RecordLayout.Named("H0ZOASP0"));
        Assert.Null(RecordLayout.Named("H0ZOASP0"u8));
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
