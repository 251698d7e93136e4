using Akka.Actor;
using OptionAuctions.Routing;

namespace OptionAuctions.Tests.Routing;

public sealed class SettlingSpecs
{
    private readonly List<string> _heard = []; // who was asked, and when it was said to be settled
    private readonly List<IActorRef> _codes = [], _subscriptions = [];
    private readonly Settling _settling;

    public SettlingSpecs() => _settling = new Settling(_codes, _subscriptions, () => _heard.Add("settled"));

    [Fact]
    public void Each_round_waits_for_all_of_the_one_before_and_codes_are_asked_again_behind_subscriptions()
    {
        var (one, other) = (There(_codes, "one"), There(_codes, "other"));
        var subscription = There(_subscriptions, "subscription");

        _settling.Begin();
        Assert.Equal(["one", "other"], Heard());
        _settling.Answered(other);
        Assert.Empty(Heard());
        _settling.Answered(one);
        Assert.Equal(["subscription"], Heard());
        _settling.Answered(subscription);
        Assert.Equal(["one", "other"], Heard());
        _settling.Answered(one);
        Assert.Empty(Heard());
        _settling.Answered(other);
        Assert.Equal(["settled"], Heard());
    }

    [Fact]
    public void Those_that_are_ending_are_waited_for_before_any_code_is_asked()
    {
        There(_codes, "code");
        var leaving = new Ear(_ => _heard.Add("leaving"));
        _settling.Ends(leaving);

        _settling.Begin();
        Assert.Equal(["leaving"], Heard());
        _settling.Answered(leaving);

        Assert.Equal(["code"], Heard());
    }

    [Fact]
    public void One_that_ends_while_it_settles_is_waited_for_before_the_codes_are_asked_again()
    {
        var subscription = There(_subscriptions, "subscription");
        var code = There(_codes, "code");
        _settling.Begin();
        _settling.Answered(code);
        _subscriptions.Clear();
        _settling.Ends(subscription);
        Assert.Equal(["code", "subscription"], Heard());

        _settling.Answered(subscription);
        Assert.Equal(["subscription"], Heard());
        _settling.Gone(subscription);

        Assert.Equal(["code"], Heard());
    }

    [Fact]
    public void One_that_is_gone_has_nothing_more_to_tell_and_is_not_asked_again()
    {
        var leaving = new Ear(_ => _heard.Add("leaving"));
        _settling.Ends(leaving);
        Assert.Equal(1, _settling.Ending);
        _settling.Begin();

        _settling.Gone(leaving);

        Assert.Equal(["leaving", "settled"], Heard());
        Assert.Equal(0, _settling.Ending);
    }

    [Fact]
    public void Who_comes_while_it_settles_is_asked_when_its_round_comes()
    {
        var code = There(_codes, "code");
        _settling.Begin();
        There(_subscriptions, "late");

        _settling.Answered(code);

        Assert.Equal(["code", "late"], Heard());
    }

    [Fact]
    public void Where_nobody_is_it_is_settled_at_once()
    {
        _settling.Begin();

        Assert.Equal(["settled"], Heard());
    }

    [Fact]
    public void A_word_of_somebody_who_is_not_waited_for_changes_nothing()
    {
        var code = There(_codes, "code");
        _settling.Answered(code); // before the end of any stream
        _settling.Gone(code);
        _settling.Begin();

        _settling.Answered(new Ear());
        _settling.Gone(new Ear());

        Assert.Equal(["code"], Heard());
    }

    [Fact]
    public void The_next_stream_is_settled_too()
    {
        var code = There(_codes, "code");
        for (var stream = 0; stream < 2; stream++)
        {
            _settling.Begin();
            _settling.Answered(code);
            _settling.Answered(code);

            Assert.Equal(["code", "code", "settled"], Heard());
        }
    }

    private Ear There(List<IActorRef> among, string name)
    {
        var ear = new Ear(_ => _heard.Add(name));
        among.Add(ear);
        return ear;
    }

    /// <summary>What was heard since it was last looked.</summary>
    private string[] Heard()
    {
        string[] heard = [.. _heard];
        _heard.Clear();
        return heard;
    }
}
