using System.Globalization;
using System.Text;
using static OptionAuctions.Market.Tests.ShippedFiles;

namespace OptionAuctions.Market.Tests;

/// <summary>The zone is the process's, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AnyHostSpecs), DisableParallelization = true)]
[Collection(nameof(AnyHostSpecs))]
public sealed class AnyHostSpecs
{
    private readonly string _expected = Told();

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")] // other digits, another calendar
    [InlineData("th-TH")] // the year 2569
    [InlineData("fa-IR")]
    [InlineData("ko-KR")]
    public void The_calendar_reads_and_says_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(_expected, Told());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Europe/London")]
    [InlineData("Pacific/Kiritimati")] // fourteen hours ahead
    public void The_calendar_says_the_same_in_every_time_zone(string zone)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        In(zone);
        try
        {
            Assert.Equal(zone, TimeZoneInfo.Local.Id);
            Assert.Equal(_expected, Told());
        }
        finally
        {
            In(before);
        }
    }

    private static void In(string? zone)
    {
        Environment.SetEnvironmentVariable("TZ", zone);
        TimeZoneInfo.ClearCachedData();
    }

    private static string Told()
    {
        var calendar = TradingCalendar.Load(ShippedFiles.Calendar);
        var told = new StringBuilder();
        for (var at = new DateTimeOffset(2026, 11, 18, 0, 0, 0, TimeSpan.Zero); at.Month < 12; at = at.AddMinutes(20))
        {
            var (from, to, state) = calendar.SegmentAt(at, new DateOnly(2026, 11, 24));
            told.AppendLine(CultureInfo.InvariantCulture, $"{from:O} {to:O} {state.Phase} {state.Call} {calendar.NextTickAfter(at):O}");
        }

        told.AppendLine(calendar.WarningOn(new DateOnly(2027, 12, 30)));
        told.Append(PhaseTable.Load(Path.Combine(Config, "phases.json"))[new PhaseCode("311")]);
        return told.ToString();
    }
}
