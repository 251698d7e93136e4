using System.Collections;
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Akka.Actor;
using OptionAuctions.Faults.Tests.Rig;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The keep-alive does not wait for anybody who works on the data.</summary>
public sealed class PingPongSpecs(ITestOutputHelper output)
{
    [Fact]
    public Task Keep_alives_come_back_while_every_consumer_stands_still_for_two_seconds() => EchoesAsync(TimeSpan.FromSeconds(2));

    [Fact]
    [Trait("Category", "Slow")]
    public Task Keep_alives_come_back_while_every_consumer_stands_still_for_ten_seconds() => EchoesAsync(TimeSpan.FromSeconds(10));

    private async Task EchoesAsync(TimeSpan blocked)
    {
        using var gate = new ManualResetEventSlim();
        var (ready, done) = (new SemaphoreSlim(0), new TaskCompletionSource<List<double>>());
        var stillBlocked = true;
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.OpenAsync(Data.Three.Count);
            await line.SendAsync(WsFrame.Text(Data.Message(Data.Three)));
            await ready.WaitAsync();

            var echoes = Channel.CreateBounded<byte[]>(16);
            var reading = line.ServeAsync(heard: text => echoes.Writer.TryWrite(text));
            var message = Data.Message([.. Enumerable.Repeat(Data.Three, 7).SelectMany(c => c)]);
            var flood = Enumerable.Repeat(WsFrame.Text(message), 50).SelectMany(b => b).ToArray();
            var (milliseconds, began) = (new List<double>(), Stopwatch.GetTimestamp());
            for (var number = 0; Stopwatch.GetElapsedTime(began) < blocked; number++)
            {
                await line.SendAsync(flood);
                var ping = Encoding.ASCII.GetBytes($$$"""{"header":{"tr_id":"PINGPONG","datetime":"{{{number:00000000000000}}}"}}""");
                var sent = Stopwatch.GetTimestamp();
                await line.SendAsync(WsFrame.Text(ping));
                Assert.Equal(ping, await echoes.Reader.ReadAsync().AsTask().WaitAsync(FeedRig.Patience)); // byte for byte, and as text
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                stillBlocked &= !gate.IsSet;
            }

            done.SetResult(milliseconds);
            await reading;
        });
        await using var rig = FeedRig.Start(
            output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three,
            new(o => (o.Connection.BatchesQueued, o.Connection.MessagesPerBatch, o.Auctions.RecordsQueued) = (16, 4, 16))); // a few echoes flood it
        await rig.AppliedAsync(Data.Three[2], 1);

        var deaf = rig.Sys.ActorOf(Props.Create(() => new Deaf()));
        rig.Router.Tell(new AuctionProtocol.Subscribe(deaf, new Blocking(gate))); // the router, and all behind it
        ready.Release();
        List<double> times;
        try
        {
            times = await done.Task.WaitAsync(FeedRig.Patience);
            Assert.Equal(1, (await rig.CountsAsync()).Applied / Data.Three.Count);
        }
        finally
        {
            gate.Set();
        }

        times.Sort();
        output.WriteLine(
            $"{times.Count} echoes behind 1,050 records each: "
            + $"p50 {times[times.Count / 2]:0.00} ms, p99 {times[times.Count * 99 / 100]:0.00} ms, worst {times[^1]:0.00} ms");
        Assert.True(stillBlocked);
        rig.Sys.Stop(deaf); // it would hold the drain
        var counts = await rig.DrainAsync();
        Assert.Equal((times.Count, times.Count), (counts.PingPongs, counts.PingPongsEchoed));
        Assert.True(counts.ShedMessages > 0, "nobody was flooded");
    }

    /// <summary>Codes that take until the gate opens to be read.</summary>
    private sealed class Blocking(ManualResetEventSlim gate) : IReadOnlyCollection<Instrument>
    {
        public int Count => Data.Three.Count;

        public IEnumerator<Instrument> GetEnumerator()
        {
            gate.Wait();
            return Data.Three.GetEnumerator();
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    /// <summary>Never acknowledges.</summary>
    private sealed class Deaf : UntypedActor
    {
        protected override void OnReceive(object message)
        {
        }
    }
}
