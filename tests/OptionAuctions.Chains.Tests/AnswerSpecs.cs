namespace OptionAuctions.Chains.Tests;

public sealed class AnswerSpecs
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_no_value(double value) =>
        Assert.Equal((null, NoAnswer.OutOfRange), (Answer.Of(value, default).Value, Answer.Of(value, default).Reason));

    [Fact]
    public void A_missing_value_has_a_reason_whatever_was_given()
    {
        Assert.Equal(NoAnswer.NotComputed, default(Answer).Reason);
        Assert.Equal(NoAnswer.NotComputed, Answer.None(NoAnswer.None, default).Reason);
        Assert.Equal(NoAnswer.None, Answer.Of(0, default).Reason);
    }

    [Fact]
    public void A_stale_value_is_shown_and_not_current()
    {
        var stale = Answer.Of(1.5, new InputAge(TimeSpan.Zero, IsStale: true));

        Assert.Equal((1.5, null, "1.5 (stale)"), (stale.Value, stale.Current, stale.ToString()));
        Assert.Equal((2.5, "2.5"), (Answer.Of(2.5, default).Current, Answer.Of(2.5, default).ToString()));
        Assert.Equal("NoSpot", Answer.None(NoAnswer.NoSpot, default).ToString());
    }

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(60, false, false)]
    [InlineData(60.5, false, true)]
    [InlineData(0, true, true)]
    [InlineData(-60, false, false)]
    [InlineData(-61, false, true)] // a moment that has not come: the clock of its source is wrong
    public void An_input_is_stale_when_its_source_says_so_or_its_moment_is_too_far_away(double seconds, bool isStale, bool expected)
    {
        var age = InputAge.Of(SomeChain.Morning.AddSeconds(-seconds), isStale, SomeChain.Morning, MaxAge);

        Assert.Equal(new InputAge(TimeSpan.FromSeconds(seconds), expected), age);
    }

    [Fact]
    public void Of_two_inputs_the_older_counts_and_the_stale_one()
    {
        InputAge young = new(TimeSpan.FromSeconds(1), IsStale: true), old = new(TimeSpan.FromSeconds(2), IsStale: false);

        Assert.Equal(new InputAge(old.Oldest, IsStale: true), young.And(old));
        Assert.Equal(young.And(old), old.And(young));
        Assert.Equal((old, old), (old.And(InputAge.None), InputAge.None.And(old)));
    }

    public static TheoryData<PriceInput?, double?, NoAnswer> Prices => new()
    {
        { null, null, NoAnswer.NoFuture },
        { Given(null), null, NoAnswer.NoFuture },
        { Given(0), null, NoAnswer.NotPositive },
        { Given(-1), null, NoAnswer.NotPositive },
        { Given(double.NaN), null, NoAnswer.NotPositive },
        { Given(double.PositiveInfinity), null, NoAnswer.NotPositive },
        { Given(71_200), 71_200.0, NoAnswer.None },
    };

    [Theory]
    [MemberData(nameof(Prices))]
    public void A_price_from_outside_is_repeated_with_source_and_moment_or_has_a_reason(PriceInput? input, double? value, NoAnswer reason)
    {
        var answer = PriceAnswer.Of(input, NoAnswer.NoFuture, SomeChain.Morning, MaxAge);

        Assert.Equal((value, reason), (answer.Price.Value, answer.Price.Reason));
        Assert.Equal((input?.Source, input?.At), (answer.Source, answer.At));
        Assert.Equal(input is null ? InputAge.None : new InputAge(TimeSpan.FromSeconds(5), IsStale: false), answer.Price.Inputs);
    }

    [Fact]
    public void Its_moment_is_told_in_the_time_of_the_market() =>
        Assert.Equal(MarketTime.Offset, PriceAnswer.Of(Given(1) with { At = SomeChain.Morning.ToUniversalTime() }, default, default, MaxAge).At!.Value.Offset);

    private static PriceInput Given(double? price) => new(price, "a test", SomeChain.Morning.AddSeconds(-5), IsStale: false);
}
