using System.Text;
using OptionAuctions.Cli.Rehearsing;
using OptionAuctions.Wire;
using OptionAuctions.Wire.Tests;

namespace OptionAuctions.Cli.Tests.Rehearsals;

public sealed class FindingsSpecs
{
    private const string Book = DocumentedRecords.StockInSession, Fewer = "005930^121548^0";

    [Theory]
    [InlineData($"0|H0STASP0|001|{Book}", "Ok", "59 columns, 59 documented")]
    [InlineData($"0|H0STASP0|002|{Book}^{Book}", "Ok", "59 columns, 59 documented")]
    [InlineData($"0|H0STASP0|001|{Book}^1^2^3^4", "Ok", "63 columns, 59 documented; the feed passes over those behind")]
    [InlineData($"0|H0STASP0|001|{Fewer}", "Failed", "3 columns, 59 documented")]
    [InlineData($"0|H0STASP0|002|{Book}", "Failed", "59 fields in 2 records, which is no whole number of columns")]
    [InlineData($"0|H0STCNT0|001|{Book}", "Failed", "none came, although the exchange trades")]
    [InlineData("no message of the venue", "Failed", "none came, although the exchange trades")]
    public void The_width_of_the_first_record_is_compared_with_the_documented_one(string message, string verdict, string found)
    {
        var seen = new Sighting().After(Encoding.ASCII.GetBytes(message)).After(Encoding.ASCII.GetBytes("0|H0STASP0|001|later"));
        if (!message.Contains("H0STASP0")) seen = new Sighting().After(Encoding.ASCII.GetBytes(message));

        var finding = Findings.FirstRecord(seen, RecordLayout.H0STASP0, isPublished: true);

        Assert.Equal((verdict, found), ($"{finding.Verdict}", finding.Found));
    }

    [Fact]
    public void On_a_closed_exchange_the_hours_are_the_advice() => Assert.Equal(
        Finding.Failed("none came: the exchange is closed by the calendar", "rehearse on a trading day between 09:00 and 15:20 KST"),
        Findings.FirstRecord(new Sighting(), RecordLayout.H0STCNT0, isPublished: false));

    [Fact]
    public void A_spent_budget_says_until_when_and_where_to_look()
    {
        var at = new DateTimeOffset(2026, 12, 1, 9, 7, 30, MarketTime.Offset);
        var seen = new Sighting().After(new FeedBlocked(at, 0, "the dial budget is spent (4 in ten minutes, 20 a day)", at.AddMinutes(5)));

        Assert.Equal(
            Finding.Failed(
                "the dial budget is spent (4 in ten minutes, 20 a day) (until 09:12:30 KST)",
                "the dial budget, which a run shares, is spent: 'auctions dials' says when the next dial is allowed"),
            Findings.Approval(isAuthorized: false, seen, new Uri("http://127.0.0.1")));
    }

    [Fact]
    public void A_socket_that_cannot_be_opened_had_its_approval_key()
    {
        var seen = new Sighting().After(new FeedLost(default, 0, 1, "ws://127.0.0.1:9/ cannot be reached: Connection refused"));

        Assert.Equal(StepVerdict.Ok, Findings.Approval(isAuthorized: false, seen, new Uri("http://127.0.0.1")).Verdict);
        Assert.Equal(
            Finding.Failed(
                "ws://127.0.0.1:9/ cannot be reached: Connection refused",
                "see that the address of --ws-url can be reached from here: its port may be closed on the way"),
            Findings.Upgrade(seen, new Uri("ws://127.0.0.1:9/")));
    }

    [Fact]
    public void A_key_that_the_feed_waits_for_asks_for_a_longer_time() => Assert.Equal(
        Findings.NoKeyInTime, Findings.Approval(isAuthorized: false, new Sighting(), new Uri("http://127.0.0.1")));

    [Fact]
    public void Figures_with_refusals_or_that_do_not_add_up_are_no_good_session()
    {
        var refused = new FeedCounts { Messages = 1, DataMessages = 1, Records = 1 };
        refused = refused with { RefusedRecords = refused.RefusedRecords.Add(DecodeError.FieldCount, 1) };

        Assert.Equal("1 messages, 1 records, 1 refused: FieldCount", Findings.Counts(refused).Found);
        Assert.Equal(StepVerdict.Failed, Findings.Counts(new FeedCounts { Messages = 1 }).Verdict);
        Assert.Equal(StepVerdict.Failed, Findings.Counts(null).Verdict);
        Assert.Equal(Finding.Ok("0 messages, 0 records, 0 refused"), Findings.Counts(new FeedCounts()));
    }
}
