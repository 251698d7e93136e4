namespace OptionAuctions.Wire.Tests;

/// <summary>A layout that contradicts itself fails before anything is read by it, and its message names the TR and the contradiction.</summary>
public sealed class LayoutContradictionSpecs
{
    private static readonly FieldSpec[] Good =
    [
        FieldSpec.Of(1, RecordRole.Code, "A", 9), FieldSpec.Of(2, RecordRole.Time, "B", 6), FieldSpec.Of(3, RecordRole.Price, "C", 8),
    ];

    [Fact]
    public void Two_roles_on_one_column() => Fails("gives column 3 two roles: Price, Quantity", 3, [.. Good, FieldSpec.Of(3, RecordRole.Quantity, "D", 8)]);

    [Fact]
    public void Two_columns_for_one_role() => Fails("has two columns for Price: 3, 4", 4, [.. Good, FieldSpec.Of(4, RecordRole.Price, "D", 8)]);

    [Fact]
    public void A_column_behind_the_least_width() =>
        Fails("reads column 5 (Quantity), and a record has 4 at least", 4, [.. Good, FieldSpec.Of(5, RecordRole.Quantity, "D", 8)]);

    [Fact]
    public void A_column_before_the_first() => Fails("reads column 0 (Quantity)", 4, [.. Good, FieldSpec.Of(0, RecordRole.Quantity, "D", 8)]);

    [Fact]
    public void No_price() => Fails("has no column for Price", 2, Good[..2]);

    [Fact]
    public void A_book_of_nothing() => Assert.Contains(
        "the layout of H0TEST00 is of books, and has no column of a quote or a quantity",
        Assert.Throws<ArgumentException>(() => new RecordLayout(RecordKind.Book, "H0TEST00", KeyRule.Named, width: 3, Good[..2])).Message);

    [Fact]
    public void A_sign_of_no_change() => Fails("has a sign without a change", 4, [.. Good, FieldSpec.Of(4, RecordRole.Sign, "D", 1)]);

    [Theory]
    [InlineData("H0TEST")]
    [InlineData("H0TEST^0")]
    public void A_name_that_no_envelope_has(string trId) =>
        Assert.Contains($"the layout of {trId} has a name", Assert.Throws<ArgumentException>(() => Of(trId, 3, Good)).Message);

    [Fact]
    public void A_second_layout_of_one_name() => Assert.Contains(
        "H0ZOANC0 is served already", Assert.Throws<ArgumentException>(() => RecordLayout.Add(Of("H0ZOANC0", 3, Good))).Message);

    private static void Fails(string sentence, int width, FieldSpec[] fields) =>
        Assert.Contains($"the layout of H0TEST00 {sentence}", Assert.Throws<ArgumentException>(() => Of("H0TEST00", width, fields)).Message);

    private static RecordLayout Of(string trId, int width, FieldSpec[] fields) => new(RecordKind.ExpectedExecution, trId, KeyRule.Named, width, fields);
}
