using Xunit.Abstractions;
using Xunit.Sdk;

namespace OptionAuctions.TestKit.Tests.Probes;

/// <summary>
/// What a probe hears, and that each expectation fails when it should, saying what came instead. On a clock that nobody moves:
/// an expectation that waited for time would wait for ever.
/// </summary>
public sealed class AuctionProbeSpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly Auction Opening = Auction.Of(Some.Code).Opens();

    private readonly AuctionHarness _market;

    public AuctionProbeSpecs(ITestOutputHelper output)
        : base(AuctionHarness.Config, output: output) => _market = AuctionHarness.On(this, Some.Code, Some.OtherCode);

    [Fact]
    public async Task A_call_is_heard_from_its_snapshot_to_its_cross_and_nothing_more()
    {
        var probe = await _market.SubscribeAsync(Some.Code);
        await _market.PlayAsync(Opening.Indicates(1060).LosesConnection(TimeSpan.FromSeconds(30)).Then(1080).NothingMatches().CrossesAt(1100));

        Assert.Equal(0, (await probe.ExpectSnapshotAsync(Some.Code)).Revision);
        await probe.ExpectIndicationAsync(1060);
        await probe.ExpectChangeAsync(ChangeKind.Stale);
        Assert.Equal(TimeSpan.FromSeconds(30), await probe.ExpectGapAsync(GapReason.ConnectionLost) is var gap ? gap.To - gap.From : default);
        await probe.ExpectIndicationAsync(1080);
        await probe.ExpectIndicationAsync(null);
        Assert.Equal(StaleReason.CallEnded, (await probe.ExpectCrossAsync(1100)).Stale);
        await probe.ExpectNothingMoreAsync();
        await _market.IdentityHoldsAsync();
    }

    [Fact]
    public async Task Another_price_is_named()
    {
        var probe = await HeardAsync(Opening.Indicates(1060));

        await FailsAsync(
            () => probe.ExpectIndicationAsync(1080),
            "expected indication 1080, and B11612083 indication 1060 at revision 1 came\nheard so far, newest last:\n  B11612083 snapshot at revision 0");
    }

    [Fact]
    public async Task Another_kind_is_named()
    {
        var probe = await HeardAsync(Opening.Indicates(1060));

        await FailsAsync(() => probe.ExpectGapAsync(), "expected gap, and B11612083 indication 1060 at revision 1 came");
        await FailsAsync(() => probe.ExpectSnapshotAsync(), "expected snapshot, and B11612083 indication 1060");
        await FailsAsync(() => probe.ExpectChangeAsync(ChangeKind.Final), "expected final, and B11612083 indication 1060");
        await FailsAsync(() => probe.ExpectCrossAsync(1060), "expected cross at 1060, and B11612083 indication 1060");
        await FailsAsync(
            () => probe.ExpectChangeAsync(change => change.Conflated > 0, "one that replaced others"),
            "expected one that replaced others, and B11612083 indication 1060");
    }

    [Fact]
    public async Task Another_reason_of_a_gap_is_named()
    {
        var probe = await HeardAsync(Opening.Indicates(1060).LosesConnection(TimeSpan.FromSeconds(5)));
        await probe.ExpectIndicationAsync(1060);

        await FailsAsync(
            () => probe.ExpectGapAsync(GapReason.Shed),
            "expected gap (Shed), and B11612083 gap 08:40:02 to 08:40:07 (ConnectionLost) at revision 1 came");
    }

    [Fact]
    public async Task That_nothing_came_is_said_at_once()
    {
        var probe = await HeardAsync(Opening);

        await FailsAsync(() => probe.ExpectIndicationAsync(1060), "expected indication 1060, and nothing came");
        await FailsAsync(() => probe.ExpectIndicationAsync(null, Some.OtherCode), "expected C11612083 indication none, and nothing came");
    }

    [Fact]
    public async Task All_that_came_although_nothing_should_is_listed()
    {
        var probe = await HeardAsync(Opening.Indicates(1060).Then(1080));

        await FailsAsync(
            probe.ExpectNothingMoreAsync,
            "expected nothing more, and \n  B11612083 indication 1060 at revision 1\n  B11612083 indication 1080 at revision 2\ncame");
    }

    [Fact]
    public async Task Phases_are_heard_when_they_are_expected_and_in_the_way_when_they_are_not_passed_over()
    {
        var probe = await HeardAsync(Opening.Indicates(1060));
        Assert.Equal(AuctionPhase.Indicative, (await probe.ExpectChangeAsync(ChangeKind.Phase)).Current.Session.Phase);
        await probe.ExpectIndicationAsync(1060);

        probe.SkippedKinds = new HashSet<ChangeKind>();
        await _market.MoveToAsync(new TimeOnly(8, 59));

        await FailsAsync(probe.ExpectNothingMoreAsync, "B11612083 phase NoCancel Opening at revision 1");
    }

    [Fact]
    public async Task Changes_of_one_code_are_not_in_the_way_of_another()
    {
        var probe = await _market.SubscribeAsync();
        await _market.PlayAsync(Opening.Indicates(1060), Auction.Of(Some.OtherCode).Opens().Indicates(1100));

        await probe.ExpectSnapshotAsync(Some.OtherCode);
        await probe.ExpectIndicationAsync(1100, Some.OtherCode);
        await probe.ExpectSnapshotAsync(Some.Code);
        await probe.ExpectIndicationAsync(1060, Some.Code);
        await probe.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task Demand_that_is_granted_by_hand_brings_one_delivery_each_and_what_came_meanwhile_is_conflated()
    {
        var probe = await _market.SubscribeAsync(Demand.ByHand, Some.Code);
        await _market.PlayAsync(Opening.Indicates(1060).Then(1080, 1100));
        await probe.ExpectSnapshotAsync(Some.Code);
        await FailsAsync(
            () => probe.ExpectIndicationAsync(1100),
            "expected indication 1100, and nothing came, and a delivery is under way that was not granted another one");

        await probe.GrantAsync();

        Assert.Equal(2, (await probe.ExpectIndicationAsync(1100)).Conflated);
        await probe.GrantAsync();
        await probe.ExpectNothingMoreAsync();
        await FailsAsync(probe.GrantAsync, "expected a delivery to acknowledge, and none is under way");
    }

    [Fact]
    public async Task A_probe_that_grants_by_hand_does_not_keep_the_identity_from_holding()
    {
        var probe = await _market.SubscribeAsync(Demand.ByHand, Some.Code);
        await _market.PlayAsync(Opening.Indicates(1060).Then(1080, 1100));

        var counts = await _market.IdentityHoldsAsync();

        Assert.Equal((3, 1, 2), (counts.Revisions, counts.Delivered, counts.Conflated));
        await probe.ExpectSnapshotAsync(Some.Code);
        await probe.ExpectIndicationAsync(1100);
    }

    [Fact]
    public async Task A_probe_is_of_any_router()
    {
        var probe = new AuctionProbe(this, _market.Auctions, [Some.Code], Demand.KeepsUp, settle: null);
        await probe.ExpectSnapshotAsync(Some.Code);
        await probe.ExpectNothingMoreAsync();
    }

    [Fact]
    public async Task A_probe_bounds_its_waiting_by_its_patience()
    {
        var silent = CreateTestProbe();
        var probe = new AuctionProbe(this, silent, [Some.Code], Demand.KeepsUp, settle: null) { Patience = TimeSpan.FromMilliseconds(20) };
        await FailsAsync(() => probe.ExpectIndicationAsync(1060), "expected indication 1060, and nothing came");
    }

    /// <summary>A probe that was played a script, and has its snapshot behind it.</summary>
    private async Task<AuctionProbe> HeardAsync(Auction auction)
    {
        var probe = await _market.SubscribeAsync(Some.Code);
        await _market.PlayAsync(auction);
        await probe.ExpectSnapshotAsync(Some.Code);
        return probe;
    }

    private static async Task FailsAsync(Func<Task> expectation, string message) =>
        Assert.Contains(message, (await Assert.ThrowsAnyAsync<XunitException>(expectation)).Message, StringComparison.Ordinal);
}
