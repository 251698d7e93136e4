using CsCheck;
using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

[Collection(RaceCollection.Name)]
public sealed class BatchBackpressureSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void A_batch_that_woke_no_more_codes_than_may_be_behind_is_acknowledged_at_once(int codes)
    {
        object? answer = null;
        var stream = new CallbackActorRef(message => answer = message);

        new BatchBackpressure(3).Woke(codes, stream);

        Assert.Equal(1, stream.Count);
        Assert.IsType<BatchRouted>(answer);
    }

    [Fact]
    public void A_batch_that_woke_more_is_acknowledged_once_when_enough_have_taken_theirs()
    {
        var (backpressure, stream) = (new BatchBackpressure(3), new CallbackActorRef());
        backpressure.Woke(5, stream);

        backpressure.OnTaken();
        Assert.Equal(0, stream.Count);
        backpressure.OnTaken();
        Assert.Equal(1, stream.Count);
        for (var rest = 0; rest < 3; rest++) backpressure.OnTaken();
        Assert.Equal(1, stream.Count);
    }

    [Fact]
    public void Codes_still_behind_from_the_batch_before_count_with_the_next()
    {
        var (backpressure, stream) = (new BatchBackpressure(3), new CallbackActorRef());
        backpressure.Woke(3, stream);
        backpressure.Woke(1, stream);

        Assert.Equal(1, stream.Count);
        backpressure.OnTaken();
        Assert.Equal(2, stream.Count);
    }

    [Fact]
    public void Codes_that_take_theirs_before_their_batch_is_counted_are_not_waited_for()
    {
        var (backpressure, stream) = (new BatchBackpressure(3), new CallbackActorRef());
        for (var early = 0; early < 7; early++) backpressure.OnTaken();
        backpressure.Woke(10, stream);

        Assert.Equal(1, stream.Count);
        backpressure.Woke(1, stream);
        Assert.Equal(1, stream.Count);
        backpressure.OnTaken();
        Assert.Equal(2, stream.Count);
    }

    [Fact]
    public void Whatever_the_order_of_batches_and_takes_each_batch_is_acknowledged_once_as_soon_as_its_codes_are_down_to_the_bound() =>
        Gen.Select(Gen.Int[0, 4], Gen.Frequency((3, Gen.Const(-1)), (1, Gen.Int[0, 9])).Array[0, 100]).Sample((behind, script) =>
        {
            var (backpressure, stream) = (new BatchBackpressure(behind), new CallbackActorRef());
            int underWay = 0, sent = 0;
            foreach (var codes in script)
            {
                if (codes < 0 && underWay > -3) // a few may be ahead of their batch
                {
                    backpressure.OnTaken();
                    underWay--;
                }
                else if (codes >= 0 && stream.Count == sent) // a stream sends when it has its answer
                {
                    backpressure.Woke(codes, stream);
                    underWay += codes;
                    sent++;
                }

                Assert.Equal(underWay <= behind ? sent : sent - 1, stream.Count);
            }
        });

    [Fact]
    public async Task A_code_that_takes_its_own_just_as_the_batch_is_counted_leaves_it_acknowledged_once()
    {
        var (backpressure, stream, acknowledged) = (new BatchBackpressure(2), new CallbackActorRef(), 0);
        var wrong = await Race.RunAsync(
            before: () => { },
            one: () => backpressure.Woke(3, stream),
            other: backpressure.OnTaken,
            isWrong: () =>
            {
                backpressure.OnTaken();
                backpressure.OnTaken();
                var before = acknowledged;
                acknowledged = stream.Count;
                return acknowledged != before + 1;
            });

        Assert.Equal(0, wrong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_router_and_codes_at_work_at_once_lose_no_acknowledgement_give_none_twice_and_none_early(int seed)
    {
        const int batches = 10_000, behind = 2;
        var backpressure = new BatchBackpressure(behind);
        var random = new Random(seed);
        using var acknowledged = new SemaphoreSlim(0);
        using var woken = new SemaphoreSlim(0);
        int wokenSoFar = 0, taken = 0, early = 0;
        var stream = new CallbackActorRef(_ =>
        {
            if (Volatile.Read(ref wokenSoFar) - Volatile.Read(ref taken) > behind) Interlocked.Increment(ref early);
            acknowledged.Release();
        });
        var over = false;
        var codes = new Thread(() =>
        {
            while (woken.Wait(Patience) && !Volatile.Read(ref over))
            {
                Interlocked.Increment(ref taken);
                backpressure.OnTaken();
            }
        });
        codes.Start();

        for (var batch = 1; batch <= batches; batch++)
        {
            var (count, ahead) = (random.Next(8), random.Next(2) == 0);
            Volatile.Write(ref wokenSoFar, wokenSoFar + count);
            if (ahead && count > 0) woken.Release(count); // they are told one by one before the batch is counted
            backpressure.Woke(count, stream);
            if (!ahead && count > 0) woken.Release(count);
            Assert.True(acknowledged.Wait(Patience), $"batch {batch} was not acknowledged");
        }

        Volatile.Write(ref over, true);
        woken.Release();
        await Task.Run(codes.Join).WaitAsync(Patience);
        Assert.Equal((batches, 0, 0), (stream.Count, early, acknowledged.CurrentCount));
    }
}

internal static class BatchBackpressureInTest
{
    /// <summary>A batch of so many codes.</summary>
    public static void Woke(this BatchBackpressure backpressure, int codes, CallbackActorRef stream)
    {
        backpressure.AddWoken(codes);
        backpressure.AcknowledgeWhenTaken(() => stream.Tell(BatchRouted.Instance, Akka.Actor.ActorRefs.NoSender));
    }
}
