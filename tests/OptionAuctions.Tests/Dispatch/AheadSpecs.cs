using Akka.Actor;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

public sealed class AheadSpecs : Akka.TestKit.Xunit2.TestKit
{
    [Fact]
    public void Whatever_stands_for_an_actor_may_be_fetched_ahead()
    {
        foreach (var actor in new[] { CreateTestProbe().Ref, Sys.DeadLetters, ActorRefs.Nobody, Sys.ActorOf(Props.Empty) }) new ActorAhead(actor).Fetch();
        default(ActorAhead).Fetch();
    }

    [Fact]
    public void To_fetch_beyond_an_object_or_from_none_does_no_harm()
    {
        var one = new byte[1];
        Ahead.Fetch(one, 1_000_000);
        Ahead.Fetch(null, 1);

        Assert.Equal([0], one);
    }
}
