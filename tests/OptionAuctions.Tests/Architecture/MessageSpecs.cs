using System.Reflection;
using Akka.Actor;
using OptionAuctions.Chains;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Architecture;

/// <summary>
/// A message stays in its process, and says so: a host may turn on Akka's check that messages can be serialized (<c>akka.actor.serialize-messages</c>).
/// </summary>
public sealed class MessageSpecs
{
    [Theory]
    [InlineData("OptionAuctions")]
    [InlineData("OptionAuctions.Chains")]
    [InlineData("OptionAuctions.History")]
    [InlineData("OptionAuctions.Hosting")]
    [InlineData("OptionAuctions.TestKit")]
    public void Every_message_says_that_it_stays_in_the_process(string package) =>
        Assert.Empty(MessageTypes.WithoutMarkIn(Assembly.Load(package)));

    [Fact]
    public void An_answer_says_so_too() => Assert.All(
        [typeof(AuctionState), typeof(FeedCounts), typeof(FeedStatus), typeof(AppKeySessionStatus), typeof(ChainView), typeof(AuctionChanges), typeof(Ack)],
        type => Assert.True(type.IsAssignableTo(typeof(INoSerializationVerificationNeeded)), type.Name));

    [Fact]
    public void Messages_of_protocols_of_actors_of_the_stream_and_events_are_found() => Assert.Subset(
        MessageTypes.In(typeof(AuctionFeed).Assembly).ToHashSet(),
        new HashSet<Type>
        {
            typeof(AuctionProtocol.Subscribe), typeof(SubscriptionProtocol.Ready), typeof(RecordBatch), typeof(FeedShed), typeof(OfflineFeedActor.Mark),
        });
}
