using OptionAuctions.Cli.Reports;

namespace OptionAuctions.Cli.Tests.Reports;

public sealed class JsonReportSpecs
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly JsonReport _report;

    public JsonReportSpecs() => _report = new JsonReport(_out);

    [Fact]
    public void A_change_says_everything_that_is_known()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Falling, conflated: 3));

        Is(
            """{"type":"change","code":"B11612083","time":"08:45:12","price":1060.00,"change":-120.00,"sign":"down","rate":-10.17"""
            + ""","phase":"indicative","call":"opening","phaseCode":"311","revision":12,"conflated":3,"ageMs":640,"convergence":0.000"""
            + ""","reversals":0,"knownFrom":"2026-11-23T08:45:00.000+09:00","whole":false,"odd":""}""");
    }

    [Fact]
    public void Where_there_is_no_expected_price_there_is_null()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Unmatched, 0));

        Is(
            """{"type":"change","code":"B11612083","time":"08:45:12","price":null,"change":null,"sign":"flat","rate":null"""
            + ""","phase":"indicative","call":"opening","phaseCode":"311","revision":12,"conflated":0,"ageMs":640,"convergence":0.000"""
            + ""","reversals":0,"knownFrom":"2026-11-23T08:45:00.000+09:00","whole":false,"odd":""}""");
    }

    [Fact]
    public void A_snapshot_before_the_first_record_has_the_same_shape()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Snapshot, new AuctionState(Auctions.Code), 0));

        Is(
            """{"type":"snapshot","code":"B11612083","time":null,"price":null,"change":null,"sign":"unknown","rate":null"""
            + ""","phase":"closed","call":"","phaseCode":"","revision":0,"conflated":0,"ageMs":null,"convergence":null,"reversals":0"""
            + ""","knownFrom":null,"whole":false,"odd":""}""");
    }

    [Fact]
    public void A_stale_code_and_a_phase_say_which_and_since_when()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Stale, Auctions.Falling with { Stale = StaleReason.ConnectionLost, GapSince = Auctions.At(13) }, 0));
        _report.OnChange(new AuctionChanged(ChangeKind.Phase, Auctions.Falling, 0));

        Is("""
            {"type":"stale","code":"B11612083","time":"08:45:12","since":"2026-11-23T08:45:13.000+09:00","reason":"the connection was lost"}
            {"type":"phase","code":"B11612083","time":"08:45:12","phase":"indicative","call":"opening","phaseCode":"311","since":"2026-11-23T08:45:12.640+09:00","byClock":false}
            """);
    }

    [Fact]
    public void A_phase_before_the_first_record_has_no_time_of_the_venue()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Phase, Auctions.Awaited, 0));

        Is(
            """{"type":"phase","code":"B11612083","time":null"""
            + ""","phase":"indicative","call":"opening","phaseCode":"","since":"2026-11-23T08:44:00.000+09:00","byClock":true}""");
    }

    [Fact]
    public void Codes_and_a_clock_that_disagree_are_both_told()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Disagreement, Auctions.Falling, 0));

        Is("""
            {"type":"disagreement","code":"B11612083","time":"08:45:12","phase":"indicative","call":"opening","phaseCode":"311","clock":"indicative","clockCall":"opening"}
            """);
    }

    [Fact]
    public void A_final_price_is_told_with_the_indication_before_it_and_the_slippage()
    {
        _report.OnChange(new AuctionChanged(ChangeKind.Final, Auctions.Falling with { FinalPrice = Won.Of(1080) }, 0));

        Is("""{"type":"final","code":"B11612083","call":"opening","price":1080.00,"indication":1060.00,"slippage":20.00}""");
    }

    [Fact]
    public void A_subscriber_that_was_removed_is_told_with_why()
    {
        _report.OnFeedEvent(new SubscriberRemoved(Auctions.At(13), "/user/slow", EndReason.NeverAcknowledged));

        Is("""
            {"type":"subscriber-removed","at":"2026-11-23T08:45:13.000+09:00","subscriber":"/user/slow","reason":"it did not acknowledge a delivery in time"}
            """);
    }

    [Fact]
    public void A_feed_that_resumes_leaves_one_gap()
    {
        _report.OnFeedEvent(new FeedLost(Auctions.At(13), 0, 1, "the line \"fell\"\n"));
        _report.OnFeedEvent(new FeedOpened(Auctions.At(14), 0, 2));
        _report.OnFeedEvent(new FeedResumed(Auctions.At(15), 0, 2, Auctions.At(13), "연결 끊김"));

        Is("""
            {"type":"feed","state":"lost","at":"2026-11-23T08:45:13.000+09:00","line":0,"epoch":1,"reason":"the line \"fell\"\n"}
            {"type":"feed","state":"opened","at":"2026-11-23T08:45:14.000+09:00","line":0,"epoch":2}
            {"type":"feed","state":"resumed","at":"2026-11-23T08:45:15.000+09:00","line":0,"epoch":2}
            {"type":"gap","from":"2026-11-23T08:45:13.000+09:00","to":"2026-11-23T08:45:15.000+09:00","reason":"연결 끊김"}
            """);
    }

    [Fact]
    public void A_feed_that_shed_leaves_a_gap_and_one_that_is_blocked_says_until_when()
    {
        _report.OnFeedEvent(new FeedShed(Auctions.At(20), Auctions.At(13), Auctions.At(14), 7));
        _report.OnFeedEvent(new FeedBlocked(Auctions.At(20), 0, "somebody has to act", Until: null));

        Is("""
            {"type":"gap","from":"2026-11-23T08:45:13.000+09:00","to":"2026-11-23T08:45:14.000+09:00","reason":"the stream was behind; 7 codes lost records"}
            {"type":"feed","state":"blocked","at":"2026-11-23T08:45:20.000+09:00","line":0,"reason":"somebody has to act","until":null}
            """);
    }

    [Fact]
    public void A_feed_whose_records_fail_to_come_is_stale()
    {
        _report.OnFeedEvent(new FeedDataStale(Auctions.At(50), Auctions.At(13), Canary: null));

        Is("""{"type":"feed","state":"stale","at":"2026-11-23T08:45:50.000+09:00","since":"2026-11-23T08:45:13.000+09:00"}""");
    }

    [Fact]
    public void A_registration_is_told_only_when_it_failed()
    {
        foreach (var status in Enum.GetValues<RegistrationStatus>())
            _report.OnFeedEvent(new CodeRegistrationChanged(Auctions.At(13), Auctions.Code, status, "why"));
        _report.OnFeedEvent(new CodeRegistrationChanged(Auctions.At(13), Auctions.Code, RegistrationStatus.Deferred, "why", RecordKind.Trade));

        Is("""
            {"type":"refused","code":"B11612083","of":"forecasts","reason":"why"}
            {"type":"deferred","code":"B11612083","of":"forecasts","reason":"why"}
            {"type":"deferred","code":"B11612083","of":"trades","reason":"why"}
            """);
    }

    [Fact]
    public void A_connection_that_the_run_closes_itself_is_lost_by_its_end()
    {
        _report.OnEnding();
        _report.OnFeedEvent(new FeedLost(Auctions.At(13), 0, 1, "closed by us"));

        Is("""
            {"type":"feed","state":"lost","at":"2026-11-23T08:45:13.000+09:00","line":0,"epoch":1,"reason":"closed by us","ending":true}
            """);
    }

    [Fact]
    public void A_call_that_is_over_is_told_with_the_next()
    {
        var call = CallTimes.AtOrAfter(TradingCalendar.BuiltIn, Auctions.At(13));
        _report.OnCallEnded(call, call.Next(TradingCalendar.BuiltIn));

        Is("""
            {"type":"call-ended","call":"opening","at":"2026-11-23T09:00:00.000+09:00","next":"closing","begins":"2026-11-23T15:35:00.000+09:00"}
            """);
    }

    [Fact]
    public void The_summary_of_a_feed_that_did_not_answer_says_so()
    {
        _report.Ended(new RunSummary(Counts: null, Gaps: 1));

        Is(
            """{"type":"summary","frames":null,"records":null,"delivered":null,"conflated":null,"refused":null,"gaps":1"""
            + ""","identity":"unknown: the feed did not answer with its counts"}""");
    }

    [Fact]
    public void The_summary_says_what_does_not_add_up()
    {
        _report.Ended(new RunSummary(new FeedCounts { Messages = 3, DataMessages = 2, Records = 4, Applied = 4 }, Gaps: 1));

        Is(
            """{"type":"summary","frames":3,"records":4,"delivered":0,"conflated":0,"refused":0,"gaps":1"""
            + ""","identity":"broken: messages 3 is not data 2 + control 0 + refused 0 + shed 0"}""");
    }

    private void Is(string lines) => Assert.Equal(lines, _out.ToString().TrimEnd('\n'));
}
