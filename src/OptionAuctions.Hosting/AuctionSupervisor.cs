namespace OptionAuctions;

/// <summary>
/// The registry key of the feed's supervisor in Akka.Hosting: <c>IRequiredActor&lt;AuctionSupervisor&gt;</c>. The supervisor answers
/// <see cref="AuctionProtocol.GetStatus"/> and <see cref="AuctionProtocol.GetCounts"/>.
/// </summary>
public sealed class AuctionSupervisor
{
    private AuctionSupervisor()
    {
    }
}
