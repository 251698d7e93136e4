using System.Globalization;
using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Tests.Reports;

public sealed class LineReportSpecs
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly LineReport _report;

    public LineReportSpecs() => _report = new LineReport(_out);

    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void A_change_is_one_line_that_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            _report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Falling, conflated: 3));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.Equal(
            "08:45:12 B11612083       1060.00   -120.00   -10.17 % indicative opening (311) convergence 0.00 revision 12 conflated 3\n",
            _out.ToString());
    }

    [Fact]
    public void Where_there_is_no_expected_price_there_is_a_dash()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Unmatched, 0));

        Assert.Equal("08:45:12 B11612083             -         -        - % indicative opening (311) convergence 0.00 revision 12\n", _out.ToString());
    }

    [Fact]
    public void A_phase_is_told_with_when_it_began_and_who_says_so()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Phase, Auctions.Falling, 0));
        _report.OnChange(new AuctionChanged(ChangeKind.Phase, Auctions.Awaited, 0));

        Assert.Equal("08:45:12 B11612083 phase indicative opening (311)\n08:44:00 B11612083 phase indicative opening by the clock\n", _out.ToString());
    }

    [Fact]
    public void A_final_price_is_told_with_the_slippage()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Final, Auctions.Falling with { FinalPrice = Won.Of(1080) }, 0));

        Assert.Equal("08:45:12 B11612083 crossed at 1080.00, 20.00 from the last indication\n", _out.ToString());
    }

    [Fact]
    public void A_code_of_which_nothing_is_known_is_not_worth_a_line()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Snapshot, new AuctionState(Auctions.Code), 0));

        Assert.Empty(_out.ToString());
    }

    [Fact]
    public void A_reason_with_line_breaks_stays_on_its_line()
    {
        _report.OnFeedEvent(new FeedLost(Auctions.At(13), 0, 1, "one\ntwo"));
        _report.OnFeedEvent(new FeedResumed(Auctions.At(15), 0, 2, Auctions.At(13), "one"));

        Assert.Equal("08:45:13 feed lost: one two\n08:45:15 feed resumed, connection 2\n08:45:15 gap from 08:45:13: one\n", _out.ToString());
    }

    [Fact]
    public void A_connection_that_the_run_closes_itself_is_not_lost()
    {
        _report.OnEnding();
        _report.OnFeedEvent(new FeedLost(Auctions.At(13), 0, 1, "closed by us"));

        Assert.Equal("08:45:13 feed closed\n", _out.ToString());
    }

    [Fact]
    public void A_call_that_is_over_is_told_with_the_next()
    {
        var call = CallTimes.AtOrAfter(TradingCalendar.BuiltIn, Auctions.At(13));
        _report.OnCallEnded(call, call.Next(TradingCalendar.BuiltIn));

        Assert.Equal("09:00:00 the opening call is over; the closing call begins at 15:35:00\n", _out.ToString());
    }
}
