using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace OptionAuctions.Dispatch;

/// <summary>
/// The mailbox type of code actors, whose empty queue reserves no room for messages. The queue of Akka's own mailbox reserves room for
/// thirty-two, some eight hundred bytes, and there are thousands of code actors, each with one <see cref="WakeSignal"/> in flight at a time.
/// </summary>
internal sealed class AuctionMailbox(Settings settings, Config config) : MailboxType(settings, config), IProducesMessageQueue<AuctionMessageQueue>
{
    /// <summary>The path of its settings.</summary>
    public const string Id = "option-auctions.code-mailbox";

    /// <summary>Adds its settings to an actor system that does not have them.</summary>
    public static void Prepare(ActorSystem system) => FallbackSettings.Add(
        system, config => config.HasPath(Id), $"{Id}.mailbox-type = \"{typeof(AuctionMailbox).FullName}, {typeof(AuctionMailbox).Assembly.GetName().Name}\"");

    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new AuctionMessageQueue();
}
