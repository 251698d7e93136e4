using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class PrefetchSpecs : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void Whatever_stands_for_an_actor_may_be_fetched_ahead()
    {
        foreach (var actor in new[] { CreateTestProbe().Ref, Sys.DeadLetters, ActorRefs.Nobody, Sys.ActorOf(Props.Empty) }) new ActorPrefetch(actor).Fetch();
        default(ActorPrefetch).Fetch();
    }

    [Fact]
    public void To_fetch_beyond_an_object_or_from_none_does_no_harm()
    {
        var one = new byte[1];
        Prefetch.Fetch(one, 1_000_000);
        Prefetch.Fetch(null, 1);

        Assert.Equal([0], one);
    }
}
