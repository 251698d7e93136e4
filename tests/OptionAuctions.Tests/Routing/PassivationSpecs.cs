using Akka.Actor;
using OptionAuctions.Routing;
using OptionAuctions.Tests.Codes;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Routing;

/// <summary>A code that a subscription brought goes when nobody wants it any more.</summary>
public sealed class PassivationSpecs(ITestOutputHelper output) : CodeActorKit(output)
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    private static readonly Instrument Third = new("B50612083");

    [Fact]
    public async Task It_is_let_go_once_nobody_has_wanted_it_for_so_long()
    {
        await StartAsync();
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();

        Time.Advance(Long - TimeSpan.FromMilliseconds(1));
        Assert.True(await IsFollowedAsync());
        Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(await IsFollowedAsync());
        Assert.Equal([Some.OtherCode], (await Feed.FishForMessageAsync<RoutingProtocol.Release>(_ => true, Patience)).Topics);
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task A_code_of_the_options_stays()
    {
        await StartAsync();
        await SubscribeAsync(Some.Code);
        await UnsubscribeAsync();

        Time.Advance(Long * 2);

        Assert.True(await IsFollowedAsync(Some.Code));
    }

    [Fact]
    public async Task A_code_that_its_subscribers_condition_refused_is_wanted_by_nobody_either()
    {
        await StartAsync();
        Router.Tell(new Subscribe(CreateTestProbe(), [Some.OtherCode]) { Where = (_, _) => false });
        Assert.True(await IsFollowedAsync());

        Time.Advance(Long);

        Assert.False(await IsFollowedAsync());
    }

    [Fact]
    public async Task A_code_stays_while_one_of_its_subscribers_is_left()
    {
        await StartAsync();
        var other = CreateTestProbe();
        Router.Tell(new Subscribe(other, [Some.OtherCode]));
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();

        Time.Advance(Long * 2);

        Assert.True(await IsFollowedAsync());
        await EndAsync(() => Sys.Stop(other));
        Time.Advance(Long);
        Assert.False(await IsFollowedAsync());
    }

    [Fact]
    public async Task A_subscriber_to_all_codes_wants_each_of_them()
    {
        await StartAsync();
        Router.Tell(new Subscribe(CreateTestProbe()));
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();

        Time.Advance(Long * 2);

        Assert.True(await IsFollowedAsync());
    }

    [Fact]
    public async Task A_code_that_its_subscriber_has_left_is_wanted_by_nobody_and_one_that_stays_is()
    {
        await StartAsync();
        await SubscribeAsync(Some.OtherCode, Third);
        Router.Tell(new Subscribe(Subscriber, [Third]) { Continues = true });
        Assert.True(await IsFollowedAsync());

        Time.Advance(Long);

        Assert.False(await IsFollowedAsync());
        Assert.True(await IsFollowedAsync(Third));
        await TheIdentityHoldsAsync();
    }

    [Fact]
    public async Task A_code_stays_while_its_custom_actor_lives()
    {
        var probe = CreateTestProbe();
        var address = probe.Ref;
        await StartAsync((code, _) => code == Some.OtherCode ? Props.Create(() => new Strategy(address, null)) : null);
        await SubscribeAsync(Some.OtherCode);
        await probe.ExpectMsgAsync<Told>(Patience);
        await UnsubscribeAsync();

        Time.Advance(Long * 2);

        Assert.True(await IsFollowedAsync());
        await EndAsync(() => probe.LastSender.Tell(PoisonPill.Instance));
        Time.Advance(Long);
        Assert.False(await IsFollowedAsync());
    }

    [Fact]
    public async Task Who_wants_it_again_in_time_keeps_it()
    {
        await StartAsync();
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();
        Time.Advance(Long - TimeSpan.FromSeconds(1));
        await SubscribeAsync(Some.OtherCode);

        Time.Advance(Long * 2);

        Assert.True(await IsFollowedAsync());
    }

    [Fact]
    public async Task Who_wants_it_just_before_the_time_is_over_keeps_it_although_the_router_learns_of_both_later()
    {
        using var gate = new ManualResetEventSlim();
        await StartAsync();
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();
        Router.Tell(new Subscribe(CreateTestProbe(), [Some.Code]) { Where = (_, _) => gate.Wait(Patience) }); // until it opens, the router is busy
        Router.Tell(new Subscribe(CreateTestProbe(), [Some.OtherCode]));

        Time.Advance(Long); // of which it is told behind that
        gate.Set();

        Assert.True(await IsFollowedAsync());
    }

    [Fact]
    public async Task Without_the_option_it_stays_for_good()
    {
        await StartAsync(patience: TimeSpan.Zero);
        await SubscribeAsync(Some.OtherCode);
        await UnsubscribeAsync();

        Time.Advance(TimeSpan.FromDays(1));

        Assert.True(await IsFollowedAsync());
    }

    private async Task StartAsync(Func<Instrument, ListedSeries?, Props?>? factory = null, TimeSpan? patience = null)
    {
        Start(factory, o => (o.Codes, o.Auctions.IdleTimeout) = ([Some.Code.ToString()], patience ?? Long));
        await AuctionAsync(Some.Code);
    }

    private Task UnsubscribeAsync() => EndAsync(() => Router.Tell(new Unsubscribe(Subscriber)));

    private async Task<bool> IsFollowedAsync(Instrument? code = null) =>
        await Router.Ask(new AuctionProtocol.GetAuction(code ?? Some.OtherCode), Patience) is AuctionState;

    /// <summary>Ends one subscription, and comes back when the router knows.</summary>
    private async Task EndAsync(Action end)
    {
        int Subscriptions() => ((ActorRefWithCell)Router).Children.Count(child => child.Path.Name.StartsWith("subscription", StringComparison.Ordinal));
        var before = Subscriptions();
        end();
        await AwaitConditionAsync(() => Task.FromResult(Subscriptions() < before), Patience);
        await AuctionAsync(Some.Code);
    }
}
