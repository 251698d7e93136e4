namespace OptionAuctions;

/// <summary>
/// The registry key of the router in Akka.Hosting: <c>IRequiredActor&lt;AuctionRouter&gt;</c>. The router takes subscriptions and
/// questions about codes; see <see cref="AuctionProtocol"/>.
/// </summary>
public sealed class AuctionRouter
{
    private AuctionRouter()
    {
    }
}
