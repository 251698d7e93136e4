
namespace OptionAuctions.Hosting.Tests.Samples;

/// <summary>
/// From 08:59 on an order can be entered and no longer amended. Says so, once a call, for an option whose indication has settled by then
/// or does later: whoever follows the indication with an order had better let it stand.
/// </summary>
public sealed class StopChasing(double settled) : CodeActor
{
    private int _said; // the call

    protected override void OnSnapshot(in AuctionState auction) => Consider(auction);

    protected override void OnPhase(in AuctionState auction) => Consider(auction);

    protected override void OnRecord(in AuctionChanged change) => Consider(change.Current);

    private void Consider(in AuctionState auction)
    {
        if (auction.Session.Phase != AuctionPhase.NoCancel || !auction.IsCurrent || auction.Path.Convergence < settled) return;
        if (auction.Path.Number == _said) return;
        _said = auction.Path.Number;
        Context.System.EventStream.Publish(new Settled(auction.Code, auction.Latest.Price, auction.Path.Convergence));
    }

    public sealed record Settled(Instrument Code, Won Price, double Convergence);
}
