using OptionAuctions.WebSockets;

namespace OptionAuctions.Tests.WebSockets;

[Collection(RaceCollection.Name)]
public sealed class WebSocketPendingPongSpecs
{
    private readonly WebSocketPendingPong _pong = new();

    [Fact]
    public void Of_pings_that_come_while_an_answer_is_under_way_the_newest_is_answered()
    {
        Assert.True(_pong.Offer([1]));
        Assert.Equal([1], _pong.Next());

        Assert.False(_pong.Offer([2]));
        Assert.False(_pong.Offer([3]));

        Assert.Equal([3], _pong.Next());
        Assert.Null(_pong.Next());
    }

    [Fact]
    public void A_ping_after_the_last_answer_begins_anew()
    {
        _pong.Offer([1]);
        _pong.Next();
        _pong.Next();

        Assert.True(_pong.Offer([2]));
        Assert.Equal([2], _pong.Next());
    }

    [Fact]
    public void A_ping_without_content_is_answered_too()
    {
        Assert.True(_pong.Offer([]));
        Assert.Empty(_pong.Next()!);
    }

    [Fact]
    public async Task A_ping_that_comes_just_as_the_answers_end_is_answered_and_by_one()
    {
        var (pong, next, begins) = (_pong, (byte[]?)null, false);
        byte[] first = [1], second = [2];

        var wrong = await Race.RunAsync(
            before: () =>
            {
                pong = new WebSocketPendingPong();
                pong.Offer(first);
                pong.Next();
            },
            one: () => next = pong.Next(),
            other: () => begins = pong.Offer(second),
            isWrong: () => begins == (next is not null));

        Assert.Equal(0, wrong);
    }
}
