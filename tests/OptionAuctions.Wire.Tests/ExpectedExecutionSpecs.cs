using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire.Tests;

/// <summary>What a record's text means, field by field.</summary>
public sealed class ExpectedExecutionSpecs
{
    [Fact]
    public void A_record_is_thirty_two_bytes() => Assert.Equal(32, Unsafe.SizeOf<ExpectedExecution>());

    [Fact]
    public void A_record_gives_back_what_it_was_made_of()
    {
        var record = new ExpectedExecution(
            new Instrument("B11612083ABC"), new TimeOnly(23, 59, 59), Won.Of(1060m), Won.Of(-120m), new ChangeSign(ChangeDirection.Down),
            Percent.Of(-10.17m), new PhaseCode("311"), RecordQuality.SignDisagrees | RecordQuality.Rounded);

        Assert.Equal("B11612083ABC", record.Code.ToString());
        Assert.Equal(new TimeOnly(23, 59, 59), record.Time);
        Assert.Equal((1060m, -120m, -10.17m), (record.Price.ToDecimal(), record.Change.ToDecimal(), record.Rate.ToDecimal()));
        Assert.Equal((ChangeDirection.Down, "311"), (record.Sign.Direction, record.Phase.Raw));
        Assert.Equal(RecordQuality.SignDisagrees | RecordQuality.Rounded, record.Quality);
    }

    [Fact]
    public void The_default_is_no_record_with_neither_time_nor_price()
    {
        ExpectedExecution none = default;

        Assert.Equal((true, null, ""), (none.IsNone, none.Time, none.Sign.Raw));
        Assert.False(none.Price.HasValue || none.Change.HasValue || none.Rate.HasValue);
        Assert.False(Frames.Record(Frames.Fields()).IsNone);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(86_399)]
    public void Each_second_of_the_day_is_kept_midnight_too(int second)
    {
        var time = new TimeOnly(second * TimeSpan.TicksPerSecond);

        Assert.Equal(time, new ExpectedExecution(new Instrument("B11612083"), time, Won.None, Won.None, default, Percent.None, default).Time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("000000")]
    [InlineData("(null)")]
    [InlineData("   ")]
    public void An_absent_time_is_unknown(string text) => Assert.Null(Frames.Record(Frames.Fields(time: text)).Time);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-0.00")]
    [InlineData("+000000")]
    [InlineData("nan")]
    [InlineData("-nan")]
    [InlineData("NaN")]
    [InlineData("(null)")]
    [InlineData(" (NULL) ")]
    public void A_price_that_says_nothing_is_no_expected_price(string text)
    {
        var record = Frames.Record(Frames.Fields(price: text));

        Assert.False(record.Price.HasValue);
        Assert.Equal(RecordQuality.None, record.Quality);
    }

    [Theory]
    [InlineData("0.00", "3", "0.00")]
    [InlineData("", "3", "")]
    [InlineData("nan", "2", "")]
    public void A_change_of_zero_is_a_change_and_an_absent_one_is_none(string text, string sign, string change) =>
        Assert.Equal(change, Frames.Record(Frames.Fields(change: text, sign: sign, rate: "")).Change.ToString());

    [Theory]
    [InlineData("120", "5", "-120.00")]
    [InlineData("-120", "5", "-120.00")]
    [InlineData("120", "4", "-120.00")]
    [InlineData("120", "2", "120.00")]
    [InlineData("+120", "2", "120.00")]
    [InlineData("+120", "1", "120.00")]
    [InlineData("0", "3", "0.00")]
    [InlineData("-0", "2", "0.00")]
    [InlineData("+0", "5", "0.00")]
    [InlineData("-120", "", "-120.00")]
    [InlineData("+120", "7", "120.00")]
    public void A_change_is_signed_by_the_sign_field_whether_or_not_the_venue_signed_it(string text, string sign, string change)
    {
        var asChange = Frames.Record(Frames.Fields(change: text, sign: sign, rate: "0"));
        var asRate = Frames.Record(Frames.Fields(change: "0", sign: sign, rate: text));

        Assert.Equal((change, RecordQuality.None), (asChange.Change.ToString(), asChange.Quality));
        Assert.Equal((change, RecordQuality.None), (asRate.Rate.ToString(), asRate.Quality));
    }

    [Theory]
    [InlineData("-120", "1", "-120.00")]
    [InlineData("-120", "2", "-120.00")]
    [InlineData("+120", "4", "120.00")]
    [InlineData("+120", "5", "120.00")]
    [InlineData("120", "3", "120.00")]
    [InlineData("-120", "3", "-120.00")]
    public void A_contradiction_between_text_and_sign_is_flagged_and_kept_as_it_came(string text, string sign, string kept)
    {
        var asChange = Frames.Record(Frames.Fields(change: text, sign: sign, rate: ""));
        var asRate = Frames.Record(Frames.Fields(change: "", sign: sign, rate: text));

        Assert.Equal((kept, RecordQuality.SignDisagrees), (asChange.Change.ToString(), asChange.Quality));
        Assert.Equal((kept, RecordQuality.SignDisagrees), (asRate.Rate.ToString(), asRate.Quality));
    }

    [Fact]
    public void A_contradiction_in_one_number_leaves_the_other_as_it_came_too()
    {
        var record = Frames.Record(Frames.Fields(change: "120", sign: "5", rate: "+10.17"));

        Assert.Equal(("120.00", "10.17"), (record.Change.ToString(), record.Rate.ToString()));
    }

    [Fact]
    public void More_than_two_decimals_are_rounded_and_said_so_in_whichever_number()
    {
        Assert.Equal(RecordQuality.Rounded, Frames.Record(Frames.Fields(price: "1060.005")).Quality);
        Assert.Equal(RecordQuality.Rounded, Frames.Record(Frames.Fields(change: "-120.004")).Quality);
        Assert.Equal(RecordQuality.Rounded, Frames.Record(Frames.Fields(rate: "-10.1666")).Quality);
        Assert.Equal(
            RecordQuality.Rounded | RecordQuality.SignDisagrees, Frames.Record(Frames.Fields(change: "+120.001")).Quality);
    }

    [Theory]
    [InlineData("-1060.00")]
    [InlineData("-0.01")]
    public void A_price_below_zero_is_refused_since_only_a_shifted_column_has_one(string text) =>
        Assert.Equal(DecodeError.BadNumber, Frames.Refusal(Frames.Fields(price: text)));

    [Theory]
    [InlineData("0", "0")]
    [InlineData("9", "9")]
    [InlineData("A", "A")]
    [InlineData("", "")]
    [InlineData("(null)", "")]
    public void An_unknown_sign_is_carried_as_it_came(string text, string raw)
    {
        var sign = Frames.Record(Frames.Fields(sign: text)).Sign;

        Assert.Equal((ChangeDirection.Unknown, raw), (sign.Direction, sign.Raw));
    }

    [Theory]
    [InlineData("310", "310")]
    [InlineData("AB1", "AB1")]
    [InlineData("F01", "F01")]
    [InlineData("3111", "3111")]
    [InlineData("", "")]
    [InlineData("(null)", "")]
    public void An_unknown_phase_is_carried_as_it_came(string text, string raw)
    {
        var phase = Frames.Record(Frames.Fields(phase: text)).Phase;

        Assert.Equal(raw, phase.Raw);
    }

    [Fact]
    public void Spaces_around_any_field_do_not_count()
    {
        var padded = Frames.Fields().Select(field => $"  {field} ").ToArray();

        Assert.Equal(Frames.Record(Frames.Fields()), Frames.Record(padded));
    }
}
