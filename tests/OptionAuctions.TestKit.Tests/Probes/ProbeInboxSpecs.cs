using Akka.Actor;

namespace OptionAuctions.TestKit.Tests.Probes;

public sealed class ProbeInboxSpecs
{
    [Fact]
    public void More_changes_than_it_holds_are_an_error_at_the_next_look_and_not_after_those_that_it_holds()
    {
        var inbox = new ProbeInbox(keepsUp: false, capacity: 2);
        inbox.Run(ActorRefs.Nobody, Changes(2));
        Assert.True(inbox.Changes.TryPeek(out _));

        inbox.Run(ActorRefs.Nobody, Changes(1));

        Assert.Equal("more than 2 changes that the test did not look at", Assert.Throws<InvalidOperationException>(() => inbox.Changes).Message);
    }

    private static AuctionChanges Changes(int count)
    {
        var changes = new AuctionChanges();
        for (var i = 0; i < count; i++) changes.Add(ChangeKind.Indication, new AuctionState(Some.Code));
        return changes;
    }
}
