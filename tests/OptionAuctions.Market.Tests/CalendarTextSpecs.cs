using static OptionAuctions.Market.Tests.ShippedFiles;

namespace OptionAuctions.Market.Tests;

public sealed class CalendarTextSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("calendar-specs-").FullName;

    public CalendarTextSpecs()
    {
        foreach (var file in Directory.GetFiles(Calendar)) File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("holidays.txt", "2026-13-01", "'2026-13-01' is not a date such as 2026-12-31")]
    [InlineData("holidays.txt", "2026-2-3", "'2026-2-3' is not a date such as 2026-12-31")]
    [InlineData("holidays.txt", "9999-12-31", "'9999-12-31' is not a date such as 2026-12-31")]
    [InlineData("holidays.txt", "closed 2026-11-23", "'closed' is not a date such as 2026-12-31")]
    [InlineData("holidays.txt", "2026-11-23 holiday", "'holiday' is not expected behind a date; # begins a comment")]
    [InlineData("holidays.txt", "2026-11-21", "2026-11-21 is a Saturday, and weekends are not listed")]
    [InlineData("late-starts.txt", "2026-11-23", "behind the date stands 'opens 60 minutes later' or 'runs 60 minutes later'")]
    [InlineData("late-starts.txt", "2026-11-23 sleeps 60 minutes later", "behind the date stands 'opens 60 minutes later' or 'runs 60 minutes later'")]
    [InlineData("late-starts.txt", "2026-11-23 opens 0 minutes later", "'0' is not a number of minutes from 1 to 1439")]
    [InlineData("late-starts.txt", "2026-11-23 opens 1.5 minutes later", "'1.5' is not a number of minutes from 1 to 1439")]
    [InlineData("late-starts.txt", "2026-11-22 runs 60 minutes later", "2026-11-22 is not a trading day")]
    [InlineData("late-starts.txt", "2026-12-25 runs 60 minutes later", "2026-12-25 is not a trading day")]
    [InlineData("late-starts.txt", "2028-11-16 runs 60 minutes later", "2028-11-16 is in a year without holidays")]
    [InlineData("late-starts.txt", "2026-11-23 opens 380 minutes later", "380 minutes later, the session would open behind its close or end on the next day")]
    [InlineData("late-starts.txt", "2026-11-23 runs 495 minutes later", "495 minutes later, the session would open behind its close or end on the next day")]
    [InlineData("late-starts.txt", "2026-11-23 runs 1200 minutes later", "1200 minutes later, the session would open behind its close or end on the next day")]
    [InlineData("expiries.txt", "12 December 2026", "'12' is not a date such as 2026-12-31")]
    [InlineData("expiries.txt", "2026-12-11 early", "'early' is not expected behind a date; # begins a comment")]
    [InlineData("expiries.txt", "2027-05-13", "2027-05-13 is not a trading day")]
    [InlineData(
        "expiries.txt", "2026-12-09",
        "2026-12-09 is not the month's expiry day, which is 2026-12-10: the second Thursday, or the trading day before it when that is a holiday")]
    [InlineData("expiries.txt", "2028-01-13", "2028-01-13 is in a year without holidays")]
    [InlineData("sessions.txt", "normal closing-no-cancel", "a line is a day, a state and a window, such as 'normal continuous 09:00-15:35'")]
    [InlineData("sessions.txt", "Sunday continuous 09:00-15:35", "'Sunday' is neither 'normal' nor 'last-day'")]
    [InlineData(
        "sessions.txt", "last-day lunch 15:20-15:35",
        "'lunch' is not a state: say opening-call, opening-published, opening-no-cancel, continuous, closing-call, closing-published, closing-no-cancel")]
    [InlineData("sessions.txt", "last-day closing-published 15:35-15:20", "'15:35-15:20' is not a window such as 09:00-15:35, which ends later than it begins")]
    [InlineData("sessions.txt", "last-day closing-published 15:20", "'15:20' is not a window such as 09:00-15:35, which ends later than it begins")]
    [InlineData("sessions.txt", "last-day closing-published 15:10-15:30", "15:10-15:30 does not begin where the window before it, 09:00-15:20, ends")]
    [InlineData("sessions.txt", "last-day closing-published 15:25-15:30", "15:25-15:30 does not begin where the window before it, 09:00-15:20, ends")]
    [InlineData("sessions.txt", "last-day opening-call 15:20-15:30", "'opening-call' cannot follow 'continuous'")]
    [InlineData("sessions.txt", "last-day continuous 15:20-15:30", "'continuous' cannot follow 'continuous'")]
    public void A_wrong_line_is_refused_with_file_number_and_reason(string file, string line, string reason)
    {
        var number = Append(file, line);

        var refusal = Assert.Throws<CalendarException>(() => TradingCalendar.Load(_folder));
        Assert.Equal($"{Path.Combine(_folder, file)}, line {number}: {reason}", refusal.Message);
        Assert.Equal(number, refusal.Line);
    }

    [Theory]
    [InlineData("holidays.txt", "2026-12-31")]
    [InlineData("late-starts.txt", "2026-11-19 runs 60 minutes later")]
    [InlineData("expiries.txt", "2026-12-10")]
    public void A_date_that_stands_there_twice_is_refused_with_both_lines(string file, string line)
    {
        var first = Array.FindIndex(File.ReadAllLines(Path.Combine(_folder, file)), text => text.StartsWith(line, StringComparison.Ordinal)) + 1;
        var second = Append(file, line);

        var refusal = Assert.Throws<CalendarException>(() => TradingCalendar.Load(_folder));
        Assert.EndsWith($"{file}, line {second}: {line[..10]} stands in line {first} already", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holidays.txt")]
    [InlineData("late-starts.txt")]
    [InlineData("expiries.txt")]
    [InlineData("sessions.txt")]
    public void A_file_that_is_missing_is_named(string file)
    {
        File.Delete(Path.Combine(_folder, file));

        Refused(file, "there is no such file, and a calendar cannot do without it");
    }

    [Fact]
    public void A_folder_that_is_missing_is_named() => Assert.Contains(
        Path.Combine(_folder, "nowhere"),
        Assert.Throws<CalendarException>(() => TradingCalendar.Load(Path.Combine(_folder, "nowhere"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_month_without_an_expiry_day_is_named()
    {
        Without("expiries.txt", "2027-05-12");

        Refused("expiries.txt", "there is no expiry day in 2027-05");
    }

    [Fact]
    public void A_year_with_holidays_needs_its_expiry_days()
    {
        Append("holidays.txt", "2028-12-25");

        Refused("expiries.txt", "there is no expiry day in 2028-01");
    }

    [Fact]
    public void A_year_between_others_needs_holidays()
    {
        Append("holidays.txt", "2029-12-25");

        Refused("holidays.txt", "there is no holiday of 2028 in it, and years around it have some");
    }

    [Fact]
    public void A_missing_holiday_shows_at_the_expiry_day_that_it_moves()
    {
        Without("holidays.txt", "2027-05-13");

        Assert.Contains("2027-05-12 is not the month's expiry day, which is 2027-05-13",
            Assert.Throws<CalendarException>(() => TradingCalendar.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("holidays.txt", "there is no holiday in it")]
    [InlineData("sessions.txt", "'normal' has no window 'continuous'")]
    public void An_empty_file_is_refused(string file, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, file), "# nothing\n");

        Refused(file, reason);
    }

    [Fact]
    public void A_day_needs_a_continuous_window()
    {
        Without("sessions.txt", "last-day  continuous");

        Refused("sessions.txt", "'last-day' has no window 'continuous'");
    }

    [Theory]
    [InlineData(1001, 10)]
    [InlineData(1, 201)]
    public void A_file_without_end_is_refused(int lines, int characters)
    {
        File.WriteAllText(Path.Combine(_folder, "holidays.txt"), string.Concat(Enumerable.Repeat(new string('#', characters) + "\n", lines)));

        Assert.Contains($"line {lines}: there are more than 1000 lines or 200 characters in a line",
            Assert.Throws<CalendarException>(() => TradingCalendar.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_day_has_to_start_late_and_any_line_ending_will_do()
    {
        File.WriteAllText(Path.Combine(_folder, "late-starts.txt"), "");
        foreach (var file in Directory.GetFiles(_folder)) File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings("\r\n"));

        Assert.Contains("09:00 Continuous", Timetable(TradingCalendar.Load(_folder), Day("2026-11-19")));
    }

    [Fact]
    public void A_holiday_proclaimed_at_short_notice_moves_an_expiry_day()
    {
        Append("holidays.txt", "2026-12-10 # proclaimed");
        Without("expiries.txt", "2026-12-10");
        Append("expiries.txt", "2026-12-09");

        Assert.Equal(Day("2026-12-09"), TradingCalendar.Load(_folder).ExpiryOf(2026, 12));
    }

    /// <summary>Adds a line to a file, and says which number it has.</summary>
    private int Append(string file, string line)
    {
        var path = Path.Combine(_folder, file);
        File.AppendAllText(path, line + "\n");
        return File.ReadAllLines(path).Length;
    }

    private void Without(string file, string beginning)
    {
        var path = Path.Combine(_folder, file);
        File.WriteAllLines(path, File.ReadAllLines(path).Where(line => !line.StartsWith(beginning, StringComparison.Ordinal)));
    }

    private void Refused(string file, string reason)
    {
        var refusal = Assert.Throws<CalendarException>(() => TradingCalendar.Load(_folder));
        Assert.Equal($"{Path.Combine(_folder, file)}: {reason}", refusal.Message);
        Assert.Null(refusal.Line);
    }
}
