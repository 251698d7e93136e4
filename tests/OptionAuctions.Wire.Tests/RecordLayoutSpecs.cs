namespace OptionAuctions.Wire.Tests;

public sealed class RecordLayoutSpecs
{
    private static readonly RecordLayout Layout = RecordLayout.H0ZOANC0;

    [Fact]
    public void The_layout_is_the_venues_table()
    {
        Assert.Equal("H0ZOANC0", Layout.TrId);
        Assert.Equal(7, Layout.Width);
        Assert.Equal(
        [
            ("OPTN_SHRN_ISCD", 9), ("BSOP_HOUR", 6), ("ANTC_CNPR", 8), ("ANTC_CNTG_VRSS", 8), ("ANTC_CNTG_VRSS_SIGN", 1),
            ("ANTC_CNTG_PRDY_CTRT", 8), ("ANTC_MKOP_CLS_CODE", 3),
        ], Layout.Fields.Select(field => (field.VenueName, field.DocumentedLength)));
        Assert.All(Layout.Fields, field => Assert.True(field.Meaning.Length > 0 && field.Unit.Length > 0));
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
