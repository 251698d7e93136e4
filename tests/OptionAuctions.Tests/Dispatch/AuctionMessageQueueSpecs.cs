using Akka.Actor;
using Akka.Dispatch.MessageQueues;
using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Dispatch;

namespace OptionAuctions.Tests.Dispatch;

[Collection(RaceCollection.Name)]
public sealed class AuctionMessageQueueSpecs
{
    private static readonly Envelope Wake = new(WakeSignal.Instance, ActorRefs.NoSender);
    private readonly AuctionMessageQueue _queue = new();

    [Fact]
    public void A_wake_comes_before_what_was_told_earlier()
    {
        Tell("one", "two", WakeSignal.Instance, "three");

        Assert.Equal([WakeSignal.Instance, "one", "two", "three"], TakeAll());
    }

    [Fact]
    public void A_wake_told_often_comes_once_until_it_is_taken()
    {
        Tell(WakeSignal.Instance, WakeSignal.Instance, WakeSignal.Instance);
        Assert.Equal(1, _queue.Count);
        Assert.Equal([WakeSignal.Instance], TakeAll());

        Tell(WakeSignal.Instance);
        Assert.Equal([WakeSignal.Instance], TakeAll());
    }

    [Fact]
    public void Who_told_what_is_kept_but_for_a_wake()
    {
        var asks = new CallbackActorRef();
        _queue.Enqueue(Nobody.Instance, new Envelope("asked", asks));
        _queue.Enqueue(Nobody.Instance, new Envelope(WakeSignal.Instance, asks));

        Assert.True(_queue.TryDequeue(out var wake));
        Assert.True(_queue.TryDequeue(out var asked));
        Assert.Equal((ActorRefs.NoSender, asks), (wake.Sender, asked.Sender));
    }

    [Fact]
    public void Whatever_is_told_and_taken_it_is_a_queue_with_the_wake_in_front() =>
        Gen.Frequency((2, Gen.Const(-1)), (1, Gen.Const(0)), (2, Gen.Int[1, 1000])).Array[0, 100].Sample(script =>
        {
            var (queue, others, wake) = (new AuctionMessageQueue(), new Queue<object>(), false);
            foreach (var step in script)
            {
                if (step < 0)
                {
                    var expected = wake ? WakeSignal.Instance : others.TryDequeue(out var other) ? other : null;
                    wake = false;
                    Assert.Equal(expected is not null, queue.TryDequeue(out var envelope));
                    Assert.Equal(expected, envelope.Message);
                }
                else
                {
                    object message = step == 0 ? WakeSignal.Instance : step;
                    if (step == 0) wake = true;
                    else others.Enqueue(message);
                    queue.Enqueue(Nobody.Instance, new Envelope(message, ActorRefs.NoSender));
                }

                Assert.Equal((others.Count + (wake ? 1 : 0), wake || others.Count > 0), (queue.Count, queue.HasMessages));
            }
        });

    [Fact]
    public void What_is_left_when_its_actor_ends_goes_to_the_dead_letters()
    {
        Tell("one", WakeSignal.Instance, "two");
        var dead = new UnboundedMessageQueue();

        _queue.CleanUp(Nobody.Instance, dead);

        Assert.Equal((0, 3), (_queue.Count, dead.Count));
    }

    // In the two below, word of a wake and a look meet in every order, and whoever comes second has to see what the first wrote.
    [Fact]
    public async Task A_code_that_takes_a_wake_and_finds_nothing_is_woken_for_what_comes_meanwhile()
    {
        using var meter = Some.Meter();
        var cell = Some.Inbox(meter);
        var lost = await Race.RunAsync(
            before: () => _queue.Enqueue(Nobody.Instance, Wake), // what it was for has been taken already
            one: () =>
            {
                if (cell.Offer(AuctionEvent.Resumed(Some.Morning))) _queue.Enqueue(Nobody.Instance, Wake);
            },
            other: () =>
            {
                if (_queue.TryDequeue(out _)) cell.Drain();
            },
            isWrong: () =>
            {
                var isLost = !_queue.HasMessages && !cell.Offer(AuctionEvent.Resumed(Some.Morning));
                _queue.TryDequeue(out _);
                cell.Drain();
                return isLost;
            });

        Assert.Equal(0, lost);
    }

    [Fact]
    public async Task Either_who_wakes_sees_that_the_actor_is_at_rest_or_the_actor_sees_the_wake()
    {
        int atWork = 0, seenAtWork = 0;
        var seenWake = false;
        var lost = await Race.RunAsync(
            before: () => Volatile.Write(ref atWork, 1),
            one: () =>
            {
                _queue.Enqueue(Nobody.Instance, Wake);
                seenAtWork = Volatile.Read(ref atWork);
            },
            other: () =>
            {
                Interlocked.Exchange(ref atWork, 0); // as a mailbox does
                seenWake = _queue.HasMessages;
            },
            isWrong: () =>
            {
                _queue.TryDequeue(out _);
                return seenAtWork == 1 && !seenWake;
            });

        Assert.Equal(0, lost);
    }

    private void Tell(params object[] messages)
    {
        foreach (var message in messages) _queue.Enqueue(Nobody.Instance, new Envelope(message, ActorRefs.NoSender));
    }

    private List<object> TakeAll()
    {
        var taken = new List<object>();
        while (_queue.TryDequeue(out var envelope)) taken.Add(envelope.Message);
        return taken;
    }
}
