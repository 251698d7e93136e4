using System.Globalization;

namespace OptionAuctions.Replay.Tests;

public sealed class DecisionLogSpecs
{
    private static readonly Instrument Code = new("B11612083");

    private readonly DecisionLog _log = new();

    [Fact]
    public void A_decision_is_kept_as_text_with_its_time_and_in_no_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE"); // 1,5
        try
        {
            _log.Add(Code, RecordedDay.Begin, "buy");
            _log.Add(Code, RecordedDay.Begin.AddSeconds(1), new Order("buy", 1.5));
            _log.Add(Code, RecordedDay.Begin.AddSeconds(2), 1.5m);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.Equal(
            [
                new Decision(RecordedDay.Begin, "buy"), new Decision(RecordedDay.Begin.AddSeconds(1), "Order { Side = buy, Price = 1.5 }"),
                new Decision(RecordedDay.Begin.AddSeconds(2), "1.5"),
            ],
            _log.Of(Code));
        Assert.Equal([Code], _log.Codes);
    }

    [Theory]
    [InlineData("two\r\nlines", @"two\r\nlines")]
    [InlineData("a\ttab", @"a\ttab")]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("체결", "체결")]
    public void It_is_one_line_without_control_characters(string decision, string text) => Assert.Equal(text, Added(decision));

    [Fact]
    public void Two_long_ones_that_differ_only_at_their_ends_differ()
    {
        var (one, other) = (Added(new string('x', 1000) + "1"), Added(new string('x', 1000) + "2"));

        Assert.StartsWith(new string('x', 256) + "… (1001 characters, ", one);
        Assert.NotEqual(one, other);
        Assert.Equal(one, Added(new string('x', 1000) + "1"));
        Assert.InRange(one.Length, 257, 300);
    }

    [Fact]
    public void A_character_of_two_units_is_not_cut_in_two() => Assert.DoesNotContain(Added(new string('x', 255) + "😀 and on"), char.IsSurrogate);

    [Fact]
    public void What_is_beyond_the_bound_is_counted()
    {
        for (var i = 0; i < DecisionLog.MaxDecisions; i++) _log.Add(Code, RecordedDay.Begin, "buy");
        Assert.Equal((DecisionLog.MaxDecisions, 0), (_log.Count, _log.NotKept));

        _log.Add(Code, RecordedDay.Begin, "one too many");

        Assert.Equal((DecisionLog.MaxDecisions, 1), (_log.Count, _log.NotKept));
        Assert.Equal("buy", _log.Of(Code)[^1].Text);
    }

    [Fact]
    public void A_code_without_a_decision_is_known_and_one_without_an_actor_has_none()
    {
        _log.AddCode(Code);

        Assert.Equal([Code], _log.Codes);
        Assert.Empty(_log.Of(Code));
        Assert.Empty(_log.Of(new Instrument("C11612083")));
    }

    private string Added(object decision)
    {
        _log.Add(Code, RecordedDay.Begin, decision);
        return _log.Of(Code)[^1].Text;
    }

    private sealed record Order(string Side, double Price);
}
