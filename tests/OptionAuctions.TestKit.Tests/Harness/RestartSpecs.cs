using OptionAuctions.Replay;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>
/// A feed that begins with what an earlier process of the day received knows what a feed knows that ran all the time and lost its connection for as long as
/// there was no process.
/// </summary>
public sealed class RestartSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output)
{
    private static readonly DateTimeOffset Start = VirtualClock.BeforeTheOpening;
    private static readonly DateTimeOffset Killed = Start.AddMinutes(15);
    private static readonly Instrument[] Codes = [Some.Code, Some.OtherCode];

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    [InlineData(420)] // behind the cross
    public async Task A_restart_at_0855_knows_the_whole_call_but_for_one_gap(int secondsAway)
    {
        var day = Day().Where(one => one.At <= Killed || one.At > Killed.AddSeconds(secondsAway)).ToArray();
        var (before, after) = (day.Where(one => one.At <= Killed).ToArray(), day.Where(one => one.At > Killed).ToArray());

        await using var whole = AuctionHarness.On(this, Options);
        await PlayAsync(whole, before);
        await whole.LoseConnectionAsync();
        await whole.MoveToAsync(Killed.AddSeconds(secondsAway));
        await whole.RestoreConnectionAsync();
        await PlayAsync(whole, after);

        using var second = new Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config);
        await using var restarted = AuctionHarness.On(second, options =>
        {
            Options(options);
            options.RestoreFrom(Earlier(before));
        }, startsAt: Killed.AddSeconds(secondsAway));
        await PlayAsync(restarted, after);

        foreach (var code in Codes) AssertSame(await whole.AuctionAsync(code), await restarted.AuctionAsync(code));
        var one = await restarted.AuctionAsync(Some.Code);
        Assert.Equal((1, GapReason.ConnectionLost), (one.Gaps, one.LastGap.Reason));
        Assert.Equal((Start, false), (one.Path.KnownFrom, one.Path.IsWhole)); // when the first process registered it
        var counts = await restarted.IdentityHoldsAsync();
        Assert.Equal((before.Sum(one => one.Records), after.Sum(one => one.Records)), (counts.Restored, counts.Records));
        Assert.Equal(day.Sum(one => one.Records), (await whole.IdentityHoldsAsync()).Records);
    }

    private static void Options(FeedOptions options) =>
        (options.Codes, options.Auctions.FinalPrice) = ([.. Codes.Select(code => $"{code}")], FinalPriceSource.CrossTrade);

    private static void AssertSame(in AuctionState whole, in AuctionState restarted)
    {
        Assert.True(whole.Revision > 50);
        Assert.Equal(whole.Path, restarted.Path);
        Assert.Equal(whole.Path.Convergence, restarted.Path.Convergence);
        Assert.Equal(whole.Session, restarted.Session);
        Assert.Equal(
            (whole.Revision, whole.Latest, whole.ReceivedAt, whole.PublishedAt, whole.PreviousClose, whole.FinalPrice, whole.OddRecords, whole.Quality),
            (restarted.Revision, restarted.Latest, restarted.ReceivedAt, restarted.PublishedAt, restarted.PreviousClose, restarted.FinalPrice,
                restarted.OddRecords, restarted.Quality));
        Assert.Equal(
            (whole.Gaps, whole.LastGap, whole.GapSince, whole.Stale, whole.Registration),
            (restarted.Gaps, restarted.LastGap, restarted.GapSince, restarted.Stale, restarted.Registration));
        Assert.Equal(whole.Ages, restarted.Ages);
    }

    /// <summary>An opening call from 08:40 to the cross, a record or two every three seconds, then trades.</summary>
    private static IEnumerable<Received> Day()
    {
        var random = new Random(20261123);
        var (price, other) = (1060m, 2400m);
        for (var at = Start.AddSeconds(7); at < Start.AddMinutes(21); at = at.AddSeconds(3))
        {
            (price, other) = (price + (random.Next(-2, 3) * 10), other + (random.Next(-1, 2) * 10));
            var time = TimeOnly.FromDateTime(at.DateTime).Add(TimeSpan.FromMilliseconds(-at.Millisecond));
            if (time < new TimeOnly(9, 0))
            {
                var message = MessageBuilder.ExpectedExecutions.With(Some.Code, time, price);
                yield return random.Next(3) == 0
                    ? new Received(at, message.With(Some.OtherCode, time, other).ToBytes(), 2)
                    : new Received(at, message.ToBytes(), 1);
            }
            else if (time < new TimeOnly(9, 0, 6))
            {
                yield return new Received(at, MessageBuilder.ExpectedExecutions.With(Some.Code, time, price, phase: "a").ToBytes(), 1);
                yield return new Received(at, MessageBuilder.Trades.With(new Trade(Some.Code, time, Won.Of(price), Won.Of(price))).ToBytes(), 1);
            }
        }
    }

    private static async Task PlayAsync(AuctionHarness market, IEnumerable<Received> messages)
    {
        foreach (var message in messages)
        {
            await market.MoveToAsync(message.At);
            await market.FeedAsync(message.Bytes);
        }
    }

    /// <summary>What a recorder has of a process that registered its codes when it started.</summary>
    private static Action<Action<ReceivedMessage>> Earlier(IReadOnlyList<Received> messages) => handler =>
    {
        var number = 0;
        foreach (var code in Codes) handler(new ReceivedMessage(Registered(code)) { Epoch = 1, Number = ++number, ReceivedAt = Start, IsControl = true });
        foreach (var message in messages) handler(new ReceivedMessage(message.Bytes) { Epoch = 1, Number = ++number, ReceivedAt = message.At });
    };

    private static byte[] Registered(Instrument code) => System.Text.Encoding.UTF8.GetBytes(
        "{\"header\":{\"tr_id\":\"H0ZOANC0\",\"tr_key\":\"" + code + "\",\"encrypt\":\"N\"},\"body\":{\"rt_cd\":\"0\",\"msg_cd\":\"OPSP0000\","
        + "\"msg1\":\"SUBSCRIBE SUCCESS\",\"output\":{\"iv\":\"***\",\"key\":\"***\"}}}");

    private sealed record Received(DateTimeOffset At, byte[] Bytes, int Records);
}
