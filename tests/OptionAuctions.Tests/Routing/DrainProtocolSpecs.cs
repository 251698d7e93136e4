using Akka.Actor;
using OptionAuctions.Routing;

namespace OptionAuctions.Tests.Routing;

public sealed class DrainProtocolSpecs
{
    private readonly List<string> _heard = []; // who was asked, and when it was said to be settled
    private readonly List<IActorRef> _codes = [], _subscriptions = [];
    private readonly DrainProtocol _drain;

    public DrainProtocolSpecs() => _drain = new DrainProtocol(_codes, _subscriptions, () => _heard.Add("settled"));

    [Fact]
    public void Each_round_waits_for_all_of_the_one_before_and_codes_are_asked_again_behind_subscriptions()
    {
        var (one, other) = (There(_codes, "one"), There(_codes, "other"));
        var subscription = There(_subscriptions, "subscription");

        _drain.Begin();
        Assert.Equal(["one", "other"], HeardSinceLast());
        _drain.Answered(other);
        Assert.Empty(HeardSinceLast());
        _drain.Answered(one);
        Assert.Equal(["subscription"], HeardSinceLast());
        _drain.Answered(subscription);
        Assert.Equal(["one", "other"], HeardSinceLast());
        _drain.Answered(one);
        Assert.Empty(HeardSinceLast());
        _drain.Answered(other);
        Assert.Equal(["settled"], HeardSinceLast());
    }

    [Fact]
    public void Those_that_are_ending_are_waited_for_before_any_code_is_asked()
    {
        There(_codes, "code");
        var leaving = new CallbackActorRef(_ => _heard.Add("leaving"));
        _drain.AddEnding(leaving);

        _drain.Begin();
        Assert.Equal(["leaving"], HeardSinceLast());
        _drain.Answered(leaving);

        Assert.Equal(["code"], HeardSinceLast());
    }

    [Fact]
    public void One_that_ends_while_it_settles_is_waited_for_before_the_codes_are_asked_again()
    {
        var subscription = There(_subscriptions, "subscription");
        var code = There(_codes, "code");
        _drain.Begin();
        _drain.Answered(code);
        _subscriptions.Clear();
        _drain.AddEnding(subscription);
        Assert.Equal(["code", "subscription"], HeardSinceLast());

        _drain.Answered(subscription);
        Assert.Equal(["subscription"], HeardSinceLast());
        _drain.OnTerminated(subscription);

        Assert.Equal(["code"], HeardSinceLast());
    }

    [Fact]
    public void One_that_is_gone_has_nothing_more_to_tell_and_is_not_asked_again()
    {
        var leaving = new CallbackActorRef(_ => _heard.Add("leaving"));
        _drain.AddEnding(leaving);
        Assert.Equal(1, _drain.Ending);
        _drain.Begin();

        _drain.OnTerminated(leaving);

        Assert.Equal(["leaving", "settled"], HeardSinceLast());
        Assert.Equal(0, _drain.Ending);
    }

    [Fact]
    public void Who_comes_while_it_settles_is_asked_when_its_round_comes()
    {
        var code = There(_codes, "code");
        _drain.Begin();
        There(_subscriptions, "late");

        _drain.Answered(code);

        Assert.Equal(["code", "late"], HeardSinceLast());
    }

    [Fact]
    public void Where_nobody_is_it_is_settled_at_once()
    {
        _drain.Begin();

        Assert.Equal(["settled"], HeardSinceLast());
    }

    [Fact]
    public void A_word_of_somebody_who_is_not_waited_for_changes_nothing()
    {
        var code = There(_codes, "code");
        _drain.Answered(code); // before the end of any stream
        _drain.OnTerminated(code);
        _drain.Begin();

        _drain.Answered(new CallbackActorRef());
        _drain.OnTerminated(new CallbackActorRef());

        Assert.Equal(["code"], HeardSinceLast());
    }

    [Fact]
    public void The_next_stream_is_settled_too()
    {
        var code = There(_codes, "code");
        for (var stream = 0; stream < 2; stream++)
        {
            _drain.Begin();
            _drain.Answered(code);
            _drain.Answered(code);

            Assert.Equal(["code", "code", "settled"], HeardSinceLast());
        }
    }

    private CallbackActorRef There(List<IActorRef> among, string name)
    {
        var actor = new CallbackActorRef(_ => _heard.Add(name));
        among.Add(actor);
        return actor;
    }

    /// <summary>What was heard since it was last looked.</summary>
    private string[] HeardSinceLast()
    {
        string[] heard = [.. _heard];
        _heard.Clear();
        return heard;
    }
}
