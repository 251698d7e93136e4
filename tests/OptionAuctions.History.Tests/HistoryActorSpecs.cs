using Akka.Actor;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.History.Tests;

public sealed class HistoryActorSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly string[] Codes = ["B11612080", "B11612081", "B11612082", "B11612083", "B11612084"];
    private readonly StoreInHand _store = new();
    private readonly List<string> _alarms = [];
    private IActorRef _history = ActorRefs.Nobody;

    [Fact]
    public async Task Each_call_that_is_over_is_stored_while_the_feed_goes_on()
    {
        await using var market = await MarketAsync(new HistoryOptions());

        await CrossAsync(market, Codes[0]);
        var first = await _store.NextAsync();
        await CrossAsync(market, Codes[1], Codes[2]); // the store has not answered

        Assert.Equal([Codes[0]], first.Codes);
        Assert.False(_store.HasNext);
        Assert.Equal(new HistoryCounts(Finished: 3, Stored: 0, Waiting: 3, Lost: 0, Failures: 0), await CountsAsync());
        first.Succeed();
        var second = await _store.NextAsync();
        Assert.Equal([Codes[1], Codes[2]], second.Codes);
        second.Succeed();
        Assert.Equal(new HistoryCounts(3, Stored: 3, 0, 0, 0), await CountsAsync(counts => counts.Waiting == 0));
        await market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task A_store_that_fails_is_tried_again_later_with_one_alarm_and_nothing_is_lost()
    {
        await using var market = await MarketAsync(new HistoryOptions { RetryAfter = TimeSpan.FromSeconds(5) });
        await CrossAsync(market, Codes[0]);
        (await _store.NextAsync()).Fail("the disk is full");
        await CountsAsync(counts => counts.Failures == 1);

        await CrossAsync(market, Codes[1]);
        Assert.False(_store.HasNext); // it waits for its next attempt
        await market.AdvanceAsync(TimeSpan.FromSeconds(5));
        var retried = await _store.NextAsync();
        Assert.Equal([Codes[0], Codes[1]], retried.Codes);
        retried.Fail("the disk is full");
        await CountsAsync(counts => counts.Failures == 2);
        await market.AdvanceAsync(TimeSpan.FromSeconds(5));
        (await _store.NextAsync()).Succeed();

        Assert.Equal(new HistoryCounts(2, Stored: 2, 0, 0, Failures: 2), await CountsAsync(counts => counts.Waiting == 0));
        Assert.Equal(["the history is not stored, and will be tried again: the disk is full", "the history is stored again"], _alarms);
    }

    [Fact]
    public async Task Beyond_the_bound_the_oldest_that_wait_are_dropped_and_counted()
    {
        await using var market = await MarketAsync(new HistoryOptions { MaxSummariesWaiting = 3 });
        await CrossAsync(market, Codes[0]);
        var first = await _store.NextAsync();

        await CrossAsync(market, Codes[1..]);
        Assert.Equal(new HistoryCounts(Finished: 5, Stored: 0, Waiting: 3, Lost: 2, Failures: 0), await CountsAsync());
        first.Succeed();

        Assert.Equal([Codes[3], Codes[4]], (await _store.NextAsync()).Codes);
    }

    [Fact]
    public async Task A_batch_has_as_many_as_the_options_allow()
    {
        await using var market = await MarketAsync(new HistoryOptions { BatchSize = 3 });
        await CrossAsync(market, Codes[0]);
        var first = await _store.NextAsync();
        await CrossAsync(market, Codes[1..]);
        first.Succeed();

        var second = await _store.NextAsync();
        Assert.Equal(Codes[1..4], second.Codes);
        second.Succeed();
        Assert.Equal(Codes[4..], (await _store.NextAsync()).Codes);
    }

    [Fact]
    public async Task At_the_end_what_is_not_over_is_stored_too()
    {
        await using var market = await MarketAsync(new HistoryOptions());
        await market.PlayAsync(Auction.Of(Codes[0]).Opens().Indicates(1060));

        var finished = _history.Ask<HistoryCounts>(new HistoryActor.Finish(), TimeSpan.FromSeconds(30));
        var attempt = await _store.NextAsync();
        Assert.Equal((5, Won.Of(1060)), (attempt.Summaries.Count, attempt.Summaries[0].Last));
        Assert.False(finished.IsCompleted);
        attempt.Succeed();

        Assert.Equal(new HistoryCounts(5, Stored: 5, 0, 0, 0), await finished);
    }

    [Fact]
    public async Task At_the_end_a_store_that_fails_is_not_waited_for_and_what_is_lost_is_told()
    {
        await using var market = await MarketAsync(new HistoryOptions());
        await market.PlayAsync(Auction.Of(Codes[0]).Opens().Indicates(1060));

        var finished = _history.Ask<HistoryCounts>(new HistoryActor.Finish(), TimeSpan.FromSeconds(30));
        (await _store.NextAsync()).Fail("the disk is full");

        Assert.Equal(new HistoryCounts(5, 0, 0, Lost: 5, Failures: 1), await finished);
        Assert.Equal("5 summaries of the history are lost: the disk is full", _alarms[^1]);
    }

    [Fact]
    public async Task An_actor_that_is_stopped_says_what_the_store_was_not_given()
    {
        await using var market = await MarketAsync(new HistoryOptions());
        await CrossAsync(market, Codes[0]);
        await _store.NextAsync();

        await WatchAsync(_history);
        Sys.Stop(_history);
        await ExpectTerminatedAsync(_history);

        Assert.Equal(["1 summaries of the history are lost: the history's actor has stopped"], _alarms);
    }

    [Fact]
    public async Task One_that_was_too_far_behind_subscribes_again_and_its_summaries_are_whole()
    {
        await using var market = await MarketAsync(new HistoryOptions { MaxChangesWaiting = 10, RetryAfter = TimeSpan.FromSeconds(5) });
        await market.PlayAsync(Auction.Of(Codes[0]).Opens().Indicates(1060));

        await market.PauseAsync(_history);
        await market.PlayAsync(Auction.Of(Codes[0]).At(new TimeOnly(8, 45)).Then(1100, 1080, 1090, 1085, 1080, 1085, 1080, 1085, 1080, 1085, 1080, 1085));
        await market.ResumeAsync(_history);
        await market.AdvanceAsync(TimeSpan.FromSeconds(5));
        await CrossAsync(market, Codes[0]);

        var summary = Assert.Single((await _store.NextAsync()).Summaries);
        Assert.Equal((15, Won.Of(1060), Won.Of(1100)), (summary.Revisions, summary.First, summary.High));
        Assert.StartsWith("the subscription of the history has ended and begins again", Assert.Single(_alarms), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bound_below_the_number_of_codes_does_not_keep_the_feed_busy()
    {
        await using var market = await MarketAsync(new HistoryOptions { MaxChangesWaiting = 3, RetryAfter = TimeSpan.FromSeconds(5) });

        await market.AdvanceAsync(TimeSpan.FromSeconds(12));

        Assert.Equal(3, _alarms.Count); // at once, and after 5 and 10 s
    }

    private static Task CrossAsync(AuctionHarness market, params string[] codes)
    {
        // At one moment each, one after the other.
        var begins = TimeOnly.FromTimeSpan(market.Time.Now.TimeOfDay) is var now && now > new TimeOnly(8, 50) ? now : new TimeOnly(8, 50);
        return market.PlayAsync([.. codes.Select((code, place) =>
            Auction.Of(code).At(begins.Add(TimeSpan.FromSeconds(place + 1))).Indicates(1080).CrossesAt(1080).Trades(1080))]);
    }

    private async Task<AuctionHarness> MarketAsync(HistoryOptions options)
    {
        var market = AuctionHarness.On(this, feed =>
        {
            feed.Codes = [.. Codes];
            feed.Auctions.FinalPrice = FinalPriceSource.CrossTrade;
        });
        var collector = new AuctionHistoryCollector(_ => null, AuctionHistoryCollector.Live);
        _history = Sys.ActorOf(HistoryActor.Props(market.Auctions, _store, collector, options with { Alarm = _alarms.Add }), "history");
        await market.JoinAsync(_history);
        return market;
    }

    private async Task<HistoryCounts> CountsAsync(Func<HistoryCounts, bool>? until = null)
    {
        HistoryCounts? counts = null;
        await AwaitConditionAsync(async () =>
        {
            counts = await _history.Ask<HistoryCounts>(new HistoryActor.GetCounts(), TimeSpan.FromSeconds(30));
            return until?.Invoke(counts) != false;
        });
        return counts!;
    }
}
