using System.Collections;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Streams;

/// <summary>Readers that are faster than the stream, through the real graph, router and codes, until everything is settled.</summary>
public sealed class OverloadSpecs : Akka.TestKit.Xunit2.TestKit
{
    private const int Readers = 4, BatchesOfAReader = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Instrument[] Codes =
        [.. Enumerable.Range(0, 200).Select(i => new Instrument(FormattableString.Invariant($"D{i:00000000}")))];

    private readonly FeedMeter _meter = Some.Meter();
    private readonly MessageIntake _intake;
    private readonly IActorRef _router;
    private readonly TestProbe _feed, _host;

    public OverloadSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        (_feed, _host) = (CreateTestProbe("feed"), CreateTestProbe("host"));
        Sys.EventStream.Subscribe(_host, typeof(IFeedEvent));
        _intake = new MessageIntake(batchesQueued: 16, _meter);
        var options = Some.Options(o => (o.Codes, o.Delivery.AckTimeout) = ([.. Codes.Select(code => code.ToString())], TimeSpan.FromHours(1)));
        _router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, TimeProvider.System), "router");
        _router.Tell(new RoutingProtocol.FeedAttached(_feed));
        FeedGraph.Create(_intake, _router).Run(Sys.Materializer());
    }

    [Fact]
    public async Task What_is_shed_is_counted_told_once_and_a_gap_of_each_code_and_who_acknowledges_stays()
    {
        var subscriber = CreateTestProbe("subscriber");
        subscriber.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            if (message is AuctionChanges changes) sender.Tell(changes.Ack, subscriber);
            return AutoPilot.KeepRunning;
        }));
        _router.Tell(new Subscribe(subscriber));
        using var gate = new ManualResetEventSlim();
        _router.Tell(new StopFollowing(new Waiting(gate))); // until it opens, the router stands still

        await Task.WhenAll(Enumerable.Range(1, Readers).Select(reader => Task.Run(() => Read(epoch: reader))));
        gate.Set();
        Assert.Equal(Codes[0], (await _router.Ask<AuctionState>(new GetAuction(Codes[0]), Patience)).Code);

        _intake.Complete();
        await _feed.FishForMessageAsync(message => message is RoutingProtocol.Settled, Patience);
        var counts = _meter.Read();
        Assert.Equal("holds", counts.Identity);
        Assert.True(counts.ShedMessages > Readers * BatchesOfAReader / 2);
        var shed = (FeedShed)await _host.FishForMessageAsync(message => message is FeedShed, Patience);
        Assert.Equal(Codes.Length, shed.Codes);
        foreach (var code in Codes)
        {
            var auction = await _router.Ask<AuctionState>(new GetAuction(code), Patience);
            Assert.Equal((1, null, GapReason.Shed), (auction.Gaps, auction.GapSince, auction.LastGap.Reason));
        }

        Assert.False(_host.HasMessages); // neither more of the same nor a subscriber that was removed
    }

    /// <summary>One connection's reader, which has messages all the time.</summary>
    private void Read(int epoch)
    {
        for (var i = 0; i < BatchesOfAReader; i++)
        {
            var batch = _intake.Begin(epoch, MarketTime.Now(TimeProvider.System));
            foreach (var codes in Codes.Chunk(50))
            {
                _meter.MessageReceived();
                _intake.Decoder.Decode(Some.Message([.. codes.Select(code => (code, i + 1m))]), batch);
            }

            _intake.HandOver(batch);
        }
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private sealed class Waiting(ManualResetEventSlim gate) : IReadOnlyCollection<Instrument>
    {
        public int Count => 1;

        public IEnumerator<Instrument> GetEnumerator()
        {
            gate.Wait(Patience);
            yield return new Instrument("NOSUCH");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
