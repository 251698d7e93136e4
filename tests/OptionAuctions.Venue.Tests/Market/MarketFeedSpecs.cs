using System.Globalization;
using System.Text;
using OptionAuctions.Venue.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Market;

public sealed class MarketFeedSpecs
{
    private static readonly Instrument Code = new("B11612083"), Other = new("C50612081");
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 0, 0, 0, MarketTime.Offset);
    private static readonly VenueOptions Options = new();

    [Fact]
    public void The_opening_call_speaks_from_0840_to_0900_about_once_a_second_and_ends_with_112()
    {
        var records = Forecasts(Day([Code]));

        var opening = records.Where(r => r.Time < new TimeOnly(12, 0)).ToArray();
        Assert.Equal((new TimeOnly(8, 40), new TimeOnly(9, 0)), (opening[0].Time, opening[^1].Time));
        Assert.InRange(opening.Length / 1200.0, 0.8, 1.3);
        Assert.Equal("112", opening[^1].Phase.Raw);
        Assert.All(opening[..^1], r => Assert.Equal("311", r.Phase.Raw));
    }

    [Fact]
    public void The_closing_call_speaks_from_1535_to_1545_and_ends_with_129()
    {
        var closing = Forecasts(Day([Code])).Where(r => r.Time > new TimeOnly(12, 0)).ToArray();

        Assert.Equal((new TimeOnly(15, 35), new TimeOnly(15, 45)), (closing[0].Time, closing[^1].Time));
        Assert.Equal(("121", "129"), (closing[0].Phase.Raw, closing[^1].Phase.Raw));
    }

    [Fact]
    public void A_halt_makes_a_call_in_the_middle_of_the_day()
    {
        var halt = CallWindow.AfterHalt(new TimeOnly(10, 12), new TimeOnly(10, 14, 30));

        var records = Forecasts(Day([Code], Options with { Calls = [CallWindow.Opening, halt, CallWindow.Closing] }));

        var during = records.Where(r => r.Time?.Hour == 10).ToArray();
        Assert.Equal((new TimeOnly(10, 12), new TimeOnly(10, 14, 30)), (during[0].Time, during[^1].Time));
        Assert.Equal(("311", "112"), (during[0].Phase.Raw, during[^1].Phase.Raw));
    }

    [Fact]
    public void Every_price_stands_on_the_grid_and_inside_the_limits_of_the_day()
    {
        var board = new InstrumentBoard(Options);
        foreach (var code in VenueOptions.DefaultCodes)
        {
            var instrument = board.Find(code, new DateOnly(2026, 11, 23))!;
            Assert.All(Forecasts(Day([code])).Where(r => r.Price.HasValue), record =>
            {
                var won = record.Price.Hundredths / 100;
                Assert.True(TickGrid.Options.Holds(won) && won >= instrument.LowerLimit && won <= instrument.UpperLimit, $"{code} {won}");
            });
        }
    }

    [Fact]
    public void Forecasts_converge_on_the_cross()
    {
        var opening = Forecasts(Day([Code])).Where(r => r.Time < new TimeOnly(12, 0) && r.Price.HasValue).ToArray();
        var cross = opening[^1].Price.Hundredths;

        Assert.True(Distance(opening[..300]) > 2 * Distance(opening[^100..]));
        Assert.True(Jump(opening[..300]) > 3 * Jump(opening[^100..]));

        double Distance(ExpectedExecution[] some) => some.Average(r => Math.Abs(r.Price.Hundredths - cross));
        static double Jump(ExpectedExecution[] some) => some.Zip(some.Skip(1), (a, b) => Math.Abs(b.Price.Hundredths - a.Price.Hundredths)).Average();
    }

    [Fact]
    public void The_last_minute_is_the_busiest()
    {
        var opening = Forecasts(Day([Code])).Where(r => r.Time < new TimeOnly(12, 0)).ToArray();
        Assert.True(opening.Count(r => r.Time >= new TimeOnly(8, 59)) > 1.7 * opening.Count(r => r.Time < new TimeOnly(8, 59)) / 19);
    }

    [Fact]
    public void One_trade_is_printed_at_each_cross_at_the_last_forecasts_price()
    {
        var prints = Day([Code]);

        var trades = prints.Where(p => p.TrId == "H0ZOCNT0").Select(p => Encoding.ASCII.GetString(p.Text).Split('^')).ToArray();
        var crosses = Forecasts(prints).Where(r => r.Phase.Raw is "112" or "129").ToArray();
        Assert.Equal(["090000", "154500"], trades.Select(t => t[1]));
        Assert.All(trades, trade => Assert.Equal(53, trade.Length));
        Assert.Equal(crosses.Select(c => c.Price.ToString()), trades.Select(t => t[2]));
    }

    [Fact]
    public void The_columns_of_a_trade_are_written_as_in_the_venues_example()
    {
        // The example of the venue's page for H0ZOCNT0; a number with a point there has one here, and one without has none.
        const string example = "211V05059^091940^1060.00^5^-120.00^-10.17^970.00^1140.00^970.00^6^563^5933200^35464.07^1134^-2^000000^2^90.00^000000^5^-80.00"
            + "^000000^2^90.00^0.43^0.00^0.00^1060.00^1.00^0.00^0.00^-4.06^20.58^0.31^-34404.07^0^-41735.93^0.26^74.84^-97.01^-76140.00^1100.00^1040.00"
            + "^6^175^13^16^3^322^241^241^184^12.33";

        var trade = Encoding.ASCII.GetString(Day([Code]).First(p => p.TrId == "H0ZOCNT0").Text);

        Assert.Equal(example.Split('^').Select(c => c.Contains('.')), trade.Split('^').Select(c => c.Contains('.')));
    }

    [Fact]
    public void On_its_last_trading_day_a_series_has_no_closing_call()
    {
        var lastDay = new DateTimeOffset(2026, 12, 10, 0, 0, 0, MarketTime.Offset);
        var feed = Feed(Options);
        feed.Follow(Code, lastDay.AddDays(-1));

        var crosses = Drain(feed, lastDay.AddDays(1)).Where(p => p.TrId == "H0ZOCNT0").Select(p => p.At.ToOffset(MarketTime.Offset));

        Assert.Equal(["09 09:00", "09 15:45", "10 09:00"], crosses.Select(at => at.ToString("dd HH:mm", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Numbers_agree_with_each_other_as_the_venues_do()
    {
        var instrument = new InstrumentBoard(Options).Find(Code, new DateOnly(2026, 11, 23))!;
        Assert.All(Forecasts(Day([Code])).Where(r => r.Price.HasValue), record =>
        {
            Assert.Equal(record.Price.Hundredths - (100 * instrument.PreviousClose), record.Change.Hundredths);
            Assert.Equal(Math.Sign(record.Change.Hundredths), record.Sign.Factor);
            Assert.Equal(
                Math.Round(100m * record.Change.Hundredths / (100m * instrument.PreviousClose), 2, MidpointRounding.AwayFromZero),
                record.Rate.ToDecimal());
            Assert.Equal(RecordQuality.None, record.Quality);
        });
    }

    [Fact]
    public void What_a_code_says_does_not_depend_on_who_else_is_followed_nor_since_when()
    {
        var alone = Texts(Day([Code]), Code);
        Assert.Equal(alone, Texts(Day([Other, Code]), Code));

        var feed = Feed(Options);
        feed.Follow(Code, Monday.AddHours(8).AddMinutes(50));
        var late = Texts(Drain(feed, Monday.AddDays(1)), Code);
        Assert.Equal(alone[^late.Length..], late);
        Assert.InRange(late.Length, 300, alone.Length - 300);
    }

    [Fact]
    public void Another_seed_is_another_day() => Assert.NotEqual(Texts(Day([Code]), Code), Texts(Day([Code], Options with { Seed = 8 }), Code));

    [Fact]
    public void A_call_and_a_put_of_one_strike_move_against_each_other()
    {
        var (board, day) = (new InstrumentBoard(Options), new DateOnly(2026, 11, 23));
        var (call, put) = (board.Find(new Instrument("B11612083"), day)!, board.Find(new Instrument("C11612083"), day)!);
        var moments = Enumerable.Range(0, 20).Select(m => Monday.AddHours(9).AddMinutes(15 * m)).ToArray();

        var moves = moments.Zip(moments.Skip(1), (a, b) => (Call: call.WorthAt(b) - call.WorthAt(a), Put: put.WorthAt(b) - put.WorthAt(a)));

        Assert.All(moves, move => Assert.True(move.Call * move.Put <= 0));
    }

    [Fact]
    public void A_weekend_is_silent()
    {
        var feed = Feed(Options);
        feed.Follow(Code, Monday.AddDays(-2));
        Assert.Equal(Monday.AddHours(8).AddMinutes(40), feed.NextDue!.Value, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Codes_that_do_not_trade_and_series_that_expired_say_nothing()
    {
        Assert.Empty(Day([new Instrument("B99612001")]));
        var feed = Feed(Options);
        feed.Follow(Code, new DateTimeOffset(2026, 12, 11, 0, 0, 0, MarketTime.Offset)); // the day after the last trading day
        Assert.Null(feed.NextDue);
    }

    [Fact]
    public void Some_series_are_silent_for_a_day_when_asked_for()
    {
        var prints = Day([.. VenueOptions.DefaultCodes], Options with { SilentPercent = 30 });
        Assert.InRange(prints.Select(p => p.Code).Distinct().Count(), 20, 38);
        Assert.Empty(Day([.. VenueOptions.DefaultCodes], Options with { SilentPercent = 100, Calls = [] }));
    }

    [Fact]
    public void Now_and_then_many_series_move_at_the_same_moment()
    {
        var largest = Day([.. VenueOptions.DefaultCodes]).GroupBy(p => p.At).Where(g => g.Key.Minute < 59 && g.Key.Hour == 8).Max(g => g.Count());
        Assert.InRange(largest, 25, 60);
    }

    [Theory]
    [InlineData(7, "A8DCBF8A3CBDA16A")]
    [InlineData(8, "3BE164783CF32364")]
    public void The_forecasts_of_a_seed_stay_as_they_were_in_earlier_versions(int seed, string sha256)
    {
        var prints = Day([.. VenueOptions.DefaultCodes], Options with { Seed = seed }).Where(p => p.TrId == "H0ZOANC0");
        var text = string.Join('\n', prints.Select(p => Encoding.ASCII.GetString(p.Text)));
        Assert.Equal(sha256, Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..16]);
    }

    private static FollowedFeed Feed(VenueOptions options) => new(options);

    private static List<(DateTimeOffset At, string TrId, Instrument Code, byte[] Text)> Day(Instrument[] codes, VenueOptions? options = null)
    {
        var feed = Feed(options ?? Options);
        foreach (var code in codes) feed.Follow(code, Monday);
        return Drain(feed, Monday.AddDays(1));
    }

    private static List<(DateTimeOffset At, string TrId, Instrument Code, byte[] Text)> Drain(FollowedFeed feed, DateTimeOffset until)
    {
        var all = new List<(DateTimeOffset, string, Instrument, byte[])>();
        while (feed.NextDue is { } due && due < until) all.AddRange(feed.Take(due).Select(p => (due, p.TrId, p.Code, p.Text)));
        return all;
    }

    private static string[] Texts(List<(DateTimeOffset At, string TrId, Instrument Code, byte[] Text)> prints, Instrument code) =>
        [.. prints.Where(p => p.Code == code).Select(p => Encoding.ASCII.GetString(p.Text))];

    private static List<ExpectedExecution> Forecasts(List<(DateTimeOffset At, string TrId, Instrument Code, byte[] Text)> prints) =>
        [.. prints.Where(p => p.TrId == "H0ZOANC0").Select(p => Read(p.Text))];

    private static ExpectedExecution Read(byte[] text)
    {
        byte[] frame = [.. "0|H0ZOANC0|001|"u8, .. text];
        var head = EnvelopeDecoder.Decode(frame, RecordLayout.H0ZOANC0);
        Assert.Equal(DecodeError.None, RecordReader.Open(frame, head, RecordLayout.H0ZOANC0, out var reader));
        Assert.True(reader.TryRead(out var record, out var error) && error == DecodeError.None, Encoding.ASCII.GetString(text));
        return record;
    }
}
