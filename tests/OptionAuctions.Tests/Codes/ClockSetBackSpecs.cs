using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

/// <summary>A clock that was an hour fast, and is set back to the right time during a call.</summary>
public sealed class ClockSetBackSpecs
{
    private static readonly DateTimeOffset Fast = Some.Morning.AddHours(1);
    private readonly AuctionFold _fold = new(Some.Code, null, Some.Rules(), Some.Meter());

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // between two ticks, which are hours apart during continuous trading
    public void A_gap_that_began_before_ends_with_the_next_record(bool ticks)
    {
        Record(Fast);
        _fold.Apply(AuctionEvent.Interrupted(Fast.AddSeconds(1), GapReason.ConnectionLost));

        if (ticks) Tick(Some.Morning.AddSeconds(1));
        Record(Some.Morning.AddSeconds(1));

        Assert.Null(_fold.State.GapSince);
        Assert.Equal((Some.Morning.AddSeconds(1), Some.Morning.AddSeconds(1)), (_fold.State.LastGap.From, _fold.State.LastGap.To));
    }

    [Fact]
    public void A_gap_of_two_causes_of_which_one_ended_before_ends_when_the_other_does()
    {
        Record(Fast);
        _fold.Apply(AuctionEvent.Interrupted(Fast.AddSeconds(1), GapReason.Shed));
        _fold.Apply(AuctionEvent.Interrupted(Fast.AddSeconds(1), GapReason.ConnectionLost));
        Record(Fast.AddSeconds(2)); // the connection is back

        Record(Some.Morning.AddSeconds(1));
        _fold.Apply(AuctionEvent.ShedNoMore(Some.Morning.AddSeconds(2), epoch: 1, message: 1));

        Assert.Equal((null, Some.Morning.AddSeconds(2)), (_fold.State.GapSince, _fold.State.LastGap.To));
    }

    [Fact]
    public void The_call_ends_by_the_right_time()
    {
        Record(Fast);
        Tick(Some.Morning);

        Tick(Some.Nine.AddMinutes(10));

        Assert.False(_fold.State.Session.InCall);
    }

    private void Record(DateTimeOffset at) => _fold.Apply(AuctionEvent.Of(Some.Record(time: new TimeOnly(8, 45, 0)), at)); // the venue has the right time

    private void Tick(DateTimeOffset at) => _fold.Apply(AuctionEvent.ClockTick(at));
}
