using static OptionAuctions.Market.Tests.ShippedFiles;

namespace OptionAuctions.Market.Tests;

public sealed class ShippedCalendarSpecs
{
    private static IEnumerable<DateOnly> CoveredDays => Enumerable.Range(0, 730).Select(Day("2026-01-01").AddDays);

    [Theory]
    [InlineData(2026, "01-08 02-12 03-12 04-09 05-14 06-11 07-09 08-13 09-10 10-08 11-12 12-10")]
    [InlineData(2027, "01-14 02-11 03-11 04-08 05-12 06-10 07-08 08-12 09-09 10-14 11-11 12-09")]
    [InlineData(2028, "01-13 02-10 03-09 04-13 05-11 06-08 07-13 08-10 09-14 10-12 11-09 12-14")] // not covered: by the rule
    public void Series_expire_on(int year, string days) =>
        Assert.Equal(days.Split(' ').Select(day => Day($"{year}-{day}")), Enumerable.Range(1, 12).Select(month => BuiltIn.ExpiryOf(year, month)));

    [Fact]
    public void It_covers_2026_and_2027()
    {
        Assert.Equal((Day("2026-01-01"), Day("2027-12-31")), (BuiltIn.From, BuiltIn.Through));
    }

    [Theory]
    [InlineData(2026, "01-01 02-16 02-17 02-18 03-02 05-01 05-05 05-25 06-03 07-17 08-17 09-24 09-25 10-05 10-09 12-25 12-31")]
    [InlineData(2027, "01-01 02-08 02-09 03-01 05-03 05-05 05-13 07-19 08-16 09-14 09-15 09-16 10-04 10-11 12-27 12-31")]
    public void The_exchange_is_closed_on_these_weekdays_and_no_other(int year, string days) =>
        Assert.Equal(
            days.Split(' ').Select(day => Day($"{year}-{day}")),
            CoveredDays.Where(day => day.Year == year && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !BuiltIn.IsTradingDay(day)));

    [Fact]
    public void Four_days_start_late()
    {
        var late = CoveredDays.Where(day => Timetable(BuiltIn, day).Contains("10:00 Continuous"));

        Assert.Equal([Day("2026-01-02"), Day("2026-11-19"), Day("2027-01-04"), Day("2027-11-18")], late);
    }

    [Fact]
    public void The_files_are_what_is_built_in()
    {
        var files = TradingCalendar.Load(Calendar);

        Assert.Equal((BuiltIn.From, BuiltIn.Through), (files.From, files.Through));
        Assert.All(CoveredDays, day =>
        {
            Assert.Equal(Timetable(BuiltIn, day), Timetable(files, day));
            Assert.Equal(Timetable(BuiltIn, day, day), Timetable(files, day, day));
        });
    }
}
