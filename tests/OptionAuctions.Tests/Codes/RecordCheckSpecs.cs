using OptionAuctions.Codes;
using static OptionAuctions.AuctionQuality;

namespace OptionAuctions.Tests.Codes;

/// <summary>What is said to be odd about a record, given those before it.</summary>
public sealed class RecordCheckSpecs
{
    private static readonly DateTimeOffset T0 = Some.Morning;
    private readonly AuctionFold _fold = new(Some.Code, null, Some.Rules(), Some.Meter());
    private int _second;

    [Fact]
    public void A_record_that_adds_up_is_not_odd() => Assert.Equal(None, QualityOf(1060, -120, -10.17m));

    [Fact]
    public void The_day_s_records_tell_the_previous_close()
    {
        QualityOf(1060, -120, -10.17m);

        Assert.Equal(1180m, _fold.State.PreviousClose.ToDecimal());
    }

    [Fact]
    public void A_price_less_change_that_is_another_previous_close_is_odd_until_it_is_said_twice()
    {
        QualityOf(1060, -120, -10.17m);

        Assert.Equal(ReferenceMoved, QualityOf(1060, -100, -8.62m));
        Assert.Equal(None, QualityOf(1080, -100, -8.47m)); // a slip, it seems
        Assert.Equal(ReferenceMoved, QualityOf(1080, -20, -1.82m));
        Assert.Equal(ReferenceMoved, QualityOf(1120, 20, 1.82m));
        Assert.Equal(None, QualityOf(1140, 40, 3.64m));
        Assert.Equal(1100m, _fold.State.PreviousClose.ToDecimal());
    }

    [Theory]
    [InlineData(-10.17, None)]
    [InlineData(-10.16, None)] // cut off instead of rounded
    [InlineData(-10.18, RateDisagrees)]
    [InlineData(-10.15, RateDisagrees)]
    [InlineData(-10.20, RateDisagrees)]
    public void A_rate_is_the_change_over_the_previous_close_to_a_hundredth(double rate, AuctionQuality odd) =>
        Assert.Equal(odd, QualityOf(1060, -120, (decimal)rate));

    [Theory]
    [InlineData(990, None)]
    [InlineData(995, OffTick)]
    [InlineData(1010, OffTick)]
    [InlineData(1020, None)]
    [InlineData(10_100, OffTick)]
    [InlineData(1020.5, OffTick)]
    public void A_price_between_two_ticks_is_odd(double price, AuctionQuality odd) => Assert.Equal(odd, QualityOf((decimal)price, 0, 0, ChangeDirection.Flat));

    [Fact]
    public void A_price_beyond_what_the_venue_called_a_limit_is_odd_once_and_then_the_limit_has_moved()
    {
        QualityOf(1300, 120, 10.17m, ChangeDirection.UpperLimit);
        Assert.Equal(None, QualityOf(1280, 100, 8.47m, ChangeDirection.Up));
        Assert.Equal(OutsideLimits, QualityOf(1320, 140, 11.86m, ChangeDirection.Up));
        Assert.Equal(OutsideLimits, QualityOf(1320, 140, 11.86m, ChangeDirection.UpperLimit)); // widened: it says so itself
        Assert.Equal(None, QualityOf(1320, 140, 11.86m, ChangeDirection.Up));
    }

    [Fact]
    public void A_price_below_what_the_venue_called_the_lower_limit_is_odd_too()
    {
        QualityOf(940, -240, -20.34m, ChangeDirection.LowerLimit);
        Assert.Equal(None, QualityOf(940, -240, -20.34m, ChangeDirection.Down));
        Assert.Equal(None, QualityOf(960, -220, -18.64m));
        Assert.Equal(OutsideLimits, QualityOf(920, -260, -22.03m));
    }

    [Fact]
    public void Several_things_can_be_odd_at_once() => Assert.Equal(
        OffTick | RateDisagrees | FarFromClock | Rounded, QualityOf(1061, -120, 3m, ChangeDirection.Down, new TimeOnly(8, 0), RecordQuality.Rounded));

    [Fact]
    public void A_change_that_is_the_whole_price_leaves_no_previous_close_to_measure_a_rate_by() =>
        Assert.Equal(None, QualityOf(1060, 1060, 12m));

    [Fact]
    public void Before_the_first_record_there_is_no_previous_close() => Assert.False(_fold.State.PreviousClose.HasValue);

    [Fact]
    public void Limits_and_previous_close_are_those_of_one_day()
    {
        QualityOf(1060, -120, -10.17m, ChangeDirection.LowerLimit);
        _second = 86_400;

        Assert.Equal(None, QualityOf(980, -80, -7.55m));
    }

    [Fact]
    public void A_record_of_the_day_before_that_the_venue_repeats_says_nothing_of_the_present_days_close_and_limits()
    {
        QualityOf(1060, -120, -10.17m, ChangeDirection.LowerLimit);

        _fold.Apply(AuctionEvent.Registered(T0.AddSeconds(_second), RegistrationStatus.Active));
        Assert.Equal(FarFromClock | TimeBackwards, QualityOf(900, -80, -8.16m, ChangeDirection.LowerLimit, new TimeOnly(15, 45)));
        Assert.Equal(1180m, _fold.State.PreviousClose.ToDecimal());
        Assert.Equal(OutsideLimits, QualityOf(1040, -140, -11.86m));
    }

    [Fact]
    public void A_previous_close_of_the_day_before_is_forgotten_with_the_first_record_of_the_day()
    {
        QualityOf(900, -80, -8.16m, time: new TimeOnly(15, 45));

        Assert.Equal(None, QualityOf(1060, -120, -10.17m));
        Assert.Equal(1180m, _fold.State.PreviousClose.ToDecimal());
    }

    [Fact]
    public void A_time_before_that_of_the_last_record_is_odd()
    {
        QualityOf(1060, -120, -10.17m, time: new TimeOnly(8, 45, 3));

        Assert.Equal(TimeBackwards, QualityOf(1080, -100, -8.47m, time: new TimeOnly(8, 45, 2)));
        Assert.Equal(None, QualityOf(1060, -120, -10.17m, time: new TimeOnly(8, 45, 2)));
    }

    [Fact]
    public void A_record_equal_to_the_one_before_it_is_odd_and_counts_all_the_same()
    {
        var time = new TimeOnly(8, 45, 0);
        QualityOf(1060, -120, -10.17m, time: time);

        Assert.Equal(Repeated, QualityOf(1060, -120, -10.17m, time: time));
        Assert.Equal(2, _fold.State.Revision);
        Assert.Equal(1, _fold.State.OddRecords);
    }

    [Theory]
    [InlineData("08:44:01", None)]
    [InlineData("08:43:59", FarFromClock)]
    [InlineData("08:46:02", FarFromClock)]
    [InlineData("20:44:00", FarFromClock)]
    public void A_time_further_from_ours_than_the_tolerance_is_odd(string time, AuctionQuality odd) =>
        Assert.Equal(odd, QualityOf(1060, -120, -10.17m, time: TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_record_without_a_time_has_no_age_and_nothing_to_be_odd_about()
    {
        _fold.Apply(AuctionEvent.Of(
            new ExpectedExecution(
                Some.Code, null, Won.Of(1060), Won.Of(-120),
                new ChangeSign(ChangeDirection.Down), Percent.Of(-10.17m), new PhaseCode("311")),
            T0));

        Assert.Equal(None, _fold.State.Quality);
        Assert.Equal(0, _fold.State.Ages.Count);
    }

    [Fact]
    public void A_sign_that_nobody_documents_is_odd() => Assert.Equal(UnknownSign, QualityOf(1180, 0, 0, ChangeDirection.Unknown));

    [Fact]
    public void What_the_reader_found_odd_is_passed_on() => Assert.Equal(SignDisagrees, QualityOf(1060, 120, 10.17m, quality: RecordQuality.SignDisagrees));

    [Fact]
    public void What_is_odd_is_counted_by_what_it_is()
    {
        var meter = Some.Meter();
        var fold = new AuctionFold(Some.Code, null, Some.Rules(), meter);
        fold.Apply(AuctionEvent.Of(Some.Record(price: 1001m, phase: "AB1"), T0));
        fold.Apply(AuctionEvent.Of(Some.Record(price: 1001m, phase: "AB1"), T0));

        var counts = meter.Read();
        Assert.Equal((2, 1), (counts.OddRecords[OffTick], counts.OddRecords[Repeated]));
        Assert.Equal(2, counts.UnknownPhases[new PhaseCode("AB1")]);
    }

    private AuctionQuality QualityOf(
        decimal price, decimal change, decimal rate, ChangeDirection? direction = null, TimeOnly? time = null, RecordQuality quality = RecordQuality.None)
    {
        var at = T0.AddSeconds(++_second);
        var sign = direction ?? (change > 0 ? ChangeDirection.Up : ChangeDirection.Down);
        var record = new ExpectedExecution(
            Some.Code, time ?? TimeOnly.FromTimeSpan(at.TimeOfDay), Won.Of(price), Won.Of(change),
            new ChangeSign(sign), Percent.Of(rate), new PhaseCode("311"), quality);
        _fold.Apply(AuctionEvent.Of(record, at));
        return _fold.State.Quality;
    }
}
