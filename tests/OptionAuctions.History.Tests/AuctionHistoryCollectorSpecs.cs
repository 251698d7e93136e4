using Akka.Actor;
using OptionAuctions.Market.Tests;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.History.Tests;

public sealed class AuctionHistoryCollectorSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(OptionAuctions.Replay.VirtualClock.BeforeTheOpening.DateTime);
    private static readonly ListedSeries Series = Masters.Shipped.Series.First(series => series is { IsCall: true, Underlying.Symbol: "005930" });
    private static readonly Instrument Code = Series.Code;
    private static readonly Auction Opening = Auction.Of(Code).Opens();
    private static readonly ReferenceData Reference = ReferenceData.BuiltIn with { Instruments = Masters.Shipped };

    private readonly AuctionHistoryCollector _collector = new(InstrumentTerms.Lookup(Reference), "auctions-20261123-084000-001.mcap");
    private readonly List<CallSummary> _finished = [];

    [Fact]
    public async Task A_whole_opening_call_is_one_summary_with_everything_that_is_known_of_it()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(Opening.Indicates(1060).Then(1100, 1080).At(new TimeOnly(8, 59)).Indicates(1100).CrossesAt(1100).Trades(1090));

        var summary = Assert.Single(_finished);
        Assert.Equal(Summary() with
        {
            First = Won.Of(1060), Last = Won.Of(1100), High = Won.Of(1100), Low = Won.Of(1060), Revisions = 5, Reversals = 2,
            Convergence = summary.Convergence, FirstRecordAt = At(8, 40, 1), LastRecordAt = At(9, 0, 0), KnownFrom = summary.KnownFrom,
            IsWhole = true, FinalPrice = Won.Of(1090),
        }, summary);
        Assert.Equal(Won.Of(-10), summary.Slippage);
        Assert.InRange(summary.Convergence!.Value, 0.001, 1);
        Assert.True(summary.KnownFrom < At(8, 40, 1));
        Assert.Empty(_collector.Flush());
    }

    [Fact]
    public async Task The_convergence_is_that_of_the_last_record_before_the_end()
    {
        await using var market = await MarketAsync();
        await market.PlayAsync(Opening.Indicates(1060).Then(1100, 1080, 1080, 1080));
        var before = (await market.AuctionAsync(Code)).Path.Convergence;

        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 50)).CrossesAt(1080).Trades(1080));

        Assert.Equal(before, Assert.Single(_finished).Convergence);
    }

    [Fact]
    public async Task Without_a_trade_a_call_is_finished_when_the_phase_behind_the_cross_begins()
    {
        await using var market = await MarketAsync();
        await market.PlayAsync(Opening.Indicates(1060).CrossesAt(1080));
        Assert.Empty(_finished);

        await market.MoveToAsync(new TimeOnly(9, 3));

        var summary = Assert.Single(_finished);
        Assert.Equal((CallKind.Opening, Won.None, Won.None, Won.Of(1080)), (summary.Call, summary.FinalPrice, summary.Slippage, summary.Last));
    }

    [Fact]
    public async Task A_final_price_that_comes_late_gives_the_summary_once_more()
    {
        await using var market = await MarketAsync(FinalPriceSource.FirstTrade);
        await market.PlayAsync(Opening.Indicates(1060).CrossesAt(1080));
        await market.MoveToAsync(new TimeOnly(9, 30));

        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(10, 30)).Trades(1070));

        Assert.Equal([Won.None, Won.Of(1070)], _finished.Select(summary => summary.FinalPrice));
        Assert.Equal(_finished[0] with { FinalPrice = Won.Of(1070) }, _finished[1]);
    }

    [Fact]
    public async Task A_gap_in_the_call_is_counted_and_the_path_is_not_whole()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(Opening.Indicates(1060).LosesConnection(TimeSpan.FromSeconds(20)).Indicates(1080).CrossesAt(1080).Trades(1080));

        Assert.Equal((1, false, 3), Figures(Assert.Single(_finished)));
    }

    [Fact]
    public async Task A_gap_after_the_call_is_none_of_it_nor_of_the_next_one()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(Opening.Indicates(1060).CrossesAt(1080).Trades(1080).At(new TimeOnly(10, 0)).LosesConnection(TimeSpan.FromSeconds(20)));
        await market.PlayAsync(Auction.Of(Code).Opens(CallKind.Closing).Indicates(1100).CrossesAt(1100).Trades(1100));

        Assert.Equal([(0, true, 2), (0, true, 2)], _finished.Select(Figures));
    }

    [Fact]
    public async Task A_gap_that_is_open_at_the_end_is_counted_and_once_only()
    {
        await using var market = await MarketAsync();
        await market.PlayAsync(Opening.Indicates(1060));
        await market.LoseConnectionAsync();

        Assert.Equal((1, false, 1), Figures(Assert.Single(_collector.Flush())));
        await market.RestoreConnectionAsync();
        Assert.Empty(_collector.Flush());
    }

    [Fact]
    public async Task The_opening_and_the_closing_call_of_a_day_are_two_summaries()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(
            Opening.Indicates(1060).CrossesAt(1080).Trades(1080).Opens(CallKind.Closing).Indicates(1100).Then(1120).CrossesAt(1120).Trades(1130));

        Assert.Equal(
            [(CallKind.Opening, 1, Won.Of(1080)), (CallKind.Closing, 1, Won.Of(1130))],
            _finished.Select(summary => (summary.Call, summary.Ordinal, summary.FinalPrice)));
    }

    [Fact]
    public async Task Intraday_calls_of_a_day_are_counted()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(Opening.Indicates(1060).CrossesAt(1080).Trades(1080));
        foreach (var hour in (int[])[11, 13])
            await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(hour, 0)).Opens(CallKind.Intraday).Indicates(1100).CrossesAt(1100).Trades(1100));

        Assert.Equal(
            [(CallKind.Opening, 1), (CallKind.Intraday, 1), (CallKind.Intraday, 2)], _finished.Select(summary => (summary.Call, summary.Ordinal)));
    }

    [Fact]
    public async Task What_is_odd_about_its_records_is_kept()
    {
        await using var market = await MarketAsync();

        await market.PlayAsync(Opening.Indicates(1060).Then(1063, 1080, 1080).CrossesAt(1080).Trades(1080));

        var summary = Assert.Single(_finished);
        Assert.True(summary.Quality is { } quality && quality.HasFlag(AuctionQuality.OffTick), $"{summary.Quality}");
        Assert.Equal(1, summary.OddRecords);
    }

    [Fact]
    public async Task Who_comes_in_mid_call_says_what_he_does_not_know()
    {
        await using var market = Market(FinalPriceSource.CrossTrade);
        await market.PlayAsync(Opening.Indicates(1060).Then(1063, 1080));

        await JoinAsync(market);
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 50)).Indicates(1100).CrossesAt(1100).Trades(1100));

        var summary = Assert.Single(_finished);
        Assert.Equal((5, Won.Of(1060), Won.Of(1100)), (summary.Revisions, summary.First, summary.Last));
        Assert.Equal((null, At(9, 0, 0), null, null), (summary.FirstRecordAt, summary.LastRecordAt, summary.Quality, summary.OddRecords));
    }

    [Fact]
    public async Task Who_comes_after_a_call_takes_it_from_the_calendar()
    {
        await using var market = Market(FinalPriceSource.CrossTrade);
        await market.PlayAsync(Opening.Indicates(1060).CrossesAt(1080).Trades(1080));
        await market.MoveToAsync(new TimeOnly(10, 0));

        await JoinAsync(market);

        var summary = Assert.Single(_finished);
        Assert.Equal((CallKind.Opening, Won.Of(1080), 2), (summary.Call, summary.FinalPrice, summary.Revisions));
        Assert.Equal((null, null, null), (summary.FirstRecordAt, summary.LastRecordAt, summary.Convergence));
    }

    [Fact]
    public async Task A_code_that_is_followed_anew_is_the_same_call_in_two_parts()
    {
        await using var market = await MarketAsync();
        await market.PlayAsync(Opening.Indicates(1060).Then(1100, 1080));

        market.Auctions.Tell(new AuctionProtocol.StopFollowing([Code]));
        await market.SettleAsync();
        await market.SubscribeAsync(Code);
        await market.PlayAsync(Auction.Of(Code).At(new TimeOnly(8, 50)).Indicates(1100).CrossesAt(1100).Trades(1100));

        Assert.Equal([3, 2], _finished.Select(summary => summary.Revisions));
        Assert.All(_finished, summary => Assert.Equal((Day, Code, CallKind.Opening, 1), (summary.Day, summary.Code, summary.Call, summary.Ordinal)));
    }

    [Fact]
    public void A_future_and_a_stock_have_terms_too_and_a_code_of_no_list_has_none()
    {
        var lookup = InstrumentTerms.Lookup(Reference);
        var future = Masters.Shipped.Futures.First(one => one.Underlying.Symbol == "005930");

        Assert.Equal(new InstrumentTerms("005930", "삼성전자", null, null, null), lookup(new Instrument("005930")));
        Assert.Equal(("005930", null, null), (lookup(future.Code)!.Underlying, lookup(future.Code)!.Strike, lookup(future.Code)!.IsCall));
        Assert.NotNull(lookup(future.Code)!.Expiry);
        Assert.Null(lookup(new Instrument("B99999999")));
    }

    private static CallSummary Summary() => new(Day, Code, CallKind.Opening)
    {
        Terms = new InstrumentTerms("005930", "삼성전자", Series.Strike, Reference.LastTradingDay(Code), IsCall: true), Quality = AuctionQuality.None,
        OddRecords = 0, Source = "auctions-20261123-084000-001.mcap",
    };

    private static (int Gaps, bool IsWhole, int Revisions) Figures(CallSummary summary) => (summary.Gaps, summary.IsWhole, summary.Revisions);

    private static DateTimeOffset At(int hour, int minute, int second) => new(Day, new TimeOnly(hour, minute, second), MarketTime.Offset);

    private async Task<AuctionHarness> MarketAsync(FinalPriceSource final = FinalPriceSource.CrossTrade)
    {
        var market = Market(final);
        await JoinAsync(market);
        return market;
    }

    private AuctionHarness Market(FinalPriceSource final) => AuctionHarness.On(this, options =>
    {
        options.Codes = [$"{Code}"];
        options.Auctions.FinalPrice = final;
    });

    private Task JoinAsync(AuctionHarness market) =>
        market.JoinAsync(Sys.ActorOf(Props.Create(() => new CollectingSubscriber(market.Auctions, _collector, _finished))));
}
