using System.Globalization;
using System.Text;
using Akka.Actor;
using Akka.Streams;
using Akka.TestKit;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;
using static OptionAuctions.AuctionProtocol;

namespace OptionAuctions.Tests.Codes;

/// <summary>
/// A written day of one option, as the venue would write it, through the real decoder, graph, router, code actor and subscription; what a
/// subscriber hears of it, in order. The clock is virtual and no test waits for time.
/// </summary>
public sealed class AuctionDaySpecs : Akka.TestKit.Xunit2.TestKit
{
    private static readonly DateOnly Monday = new(2026, 11, 23);

    // Time of day, what happens then, and what is heard of it. Records begin with the price: price change sign rate phase; a message of
    // one record of this option is made of them, stamped with the time. Trades begin with "trade"; "raw" is a message as it stands.
    private static readonly (string Time, string Happens, string[] Expected)[] Day =
    [
        ("08:20:00", "subscribed", ["Snapshot closed"]),
        ("08:20:01", "registered", ["Registration"]),
        ("08:30:00", "", ["Phase call-open opening by clock"]),
        ("08:40:00", "", ["Phase indicative opening by clock"]),
        ("08:40:05", "1080.00 -100.00 5 -8.47 311", ["Indication 1080"]),
        ("08:41:00", "1060.00 -120.00 5 -10.17 311", ["Indication 1060"]), // a fall
        ("08:42:00", "1100.00 -80.00 5 -6.78 311", ["Indication 1100"]), // a rise
        ("08:43:00", "1100.00 -80.00 2 -6.78 311", ["Indication 1100 odd SignDisagrees"]),
        ("08:44:00", "raw 0|H0ZOANC0|001|B11612083^084400^1120.00^2^-60.00^-5.08^311", []), // sign and change have changed places: refused
        ("08:45:00", "raw 0|H0ZOANC0|001|084500^1120.00^-60.00^5^-5.08^311^", []), // shifted by one: refused too
        ("08:45:30", "lost", ["Stale ConnectionLost"]), // silence
        ("08:46:00", "registered", ["Gap ConnectionLost"]),
        ("08:46:30", "0.00 0.00 3 0.00 311", ["Indication none"]), // nothing would match
        ("08:47:00", "1060.00 -120.00 5 -10.17 311", ["Indication 1060"]),
        ("08:48:00", "1060.00 -120.00 5 -10.17 AB1", ["Phase unknown opening", "Indication 1060"]),
        ("08:49:00", "1080.00 -100.00 5 -8.47 AB2", ["Phase unknown opening", "Indication 1080"]),
        ("08:50:00", "1080.00 -100.00 5 -8.47 311", ["Phase indicative opening", "Indication 1080"]),
        ("08:55:00", "1080.00 -100.00 5 -8.47 121", ["Phase indicative closing", "Disagreement", "Indication 1080"]), // codes against the clock
        ("08:56:00", "1080.00 -100.00 5 -8.47 311", ["Phase indicative opening", "Indication 1080"]),
        ("08:59:00", "", ["Phase no-cancel opening by clock"]),
        ("08:59:40", "1060.00 -120.00 5 -10.17 311", ["Indication 1060"]),
        ("09:00:00", "1080.00 -100.00 5 -8.47 112", ["Phase crossed opening", "Indication 1080", "Stale CallEnded"]),
        ("09:00:01", "trade 1100.00", ["Final 1100 slippage 20"]),
        ("09:00:02", "trade 1120.00", []), // of continuous trading
        ("09:01:00", "", ["Phase continuous by clock"]),
        ("10:12:00", "1200.00 20.00 2 1.69 311", ["Phase indicative intraday", "Indication 1200"]), // a halt, and a call after it
        ("10:14:30", "1220.00 40.00 2 3.39 112", ["Phase crossed intraday", "Indication 1220", "Stale CallEnded"]),
        ("10:14:31", "trade 1210.00", ["Final 1210 slippage -10"]),
        ("10:16:00", "", ["Phase continuous by clock"]),
        ("15:35:00", "", ["Phase indicative closing by clock"]),
        ("15:36:00", "1240.00 60.00 2 5.08 121", ["Indication 1240"]),
        ("15:40:00", "1240.00 60.00 2 5.08 121", ["Indication 1240"]),
        ("15:45:00", "1260.00 80.00 2 6.78 129", ["Phase crossed closing", "Indication 1260", "Stale CallEnded"]),
        ("15:46:00", "", ["Phase closed by clock"]),
    ];

    private readonly FakeTimeProvider _time = new(At("08:19:00"));
    private readonly FeedMeter _meter;
    private readonly MessageIntake _intake;
    private readonly TestProbe _subscriber;
    private readonly TestProbe _feed;
    private readonly IActorRef _router;

    public AuctionDaySpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _meter = new FeedMeter(_time);
        _intake = new MessageIntake(batchesQueued: 64, _meter);
        (_subscriber, _feed) = (CreateTestProbe("subscriber"), CreateTestProbe("feed"));
        var options = Some.Options(o => (o.Codes, o.Auctions.FinalPrice) = ([Some.Code.ToString()], FinalPriceSource.CrossTrade));
        _router = Sys.ActorOf(CodeRouterActor.Props(options, _meter, _time), "auctions");
        _router.Tell(new RoutingProtocol.FeedAttached(_feed));
        FeedGraph.Create(_intake, _router).Run(Sys.Materializer());
    }

    [Fact]
    public async Task A_written_day_is_heard_as_it_is_meant_to_be()
    {
        var heard = new List<string>();
        var written = new List<string>();
        foreach (var (time, happens, expected) in Day)
        {
            await MoveAsync(At(time));
            Happen(time, happens);
            written.AddRange(expected.Select(text => $"{time} {text}"));
            while (heard.Count < written.Count && await Delivered() is { Count: > 0 } changes)
                heard.AddRange(changes.Select(change => $"{time} {Told(change)}"));
            if (!heard.SequenceEqual(written)) break; // the first difference tells most
        }

        Assert.Equal(written, heard);
        _intake.Complete();
        await _feed.FishForMessageAsync(message => message is RoutingProtocol.Settled, TimeSpan.FromSeconds(10));
        var counts = _meter.Read();
        Assert.Equal("holds", counts.Identity);
        Assert.Equal((1, 1), (counts.RefusedRecords[DecodeError.BadSign], counts.RefusedRecords[DecodeError.BadTime]));
        Assert.Equal((1, 1), (counts.UnknownPhases[new PhaseCode("AB1")], counts.UnknownPhases[new PhaseCode("AB2")]));
    }

    /// <summary>Minute by minute, as the session clock does: each time it has set its next timer before time goes on.</summary>
    private async Task MoveAsync(DateTimeOffset until)
    {
        var clock = Sys.ActorSelection(_router.Path / "session-clock");
        await clock.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        while (_time.GetUtcNow() is var now && now < until)
        {
            var left = TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (now.Ticks % TimeSpan.TicksPerMinute));
            _time.Advance(left < until - now ? left : until - now);
            await clock.Ask<ActorIdentity>(new Identify(0), TimeSpan.FromSeconds(10));
        }
    }

    private void Happen(string time, string happens)
    {
        switch (happens.Split(' ')[0])
        {
            case "":
                break; // the session clock alone
            case "subscribed":
                _router.Tell(new Subscribe(_subscriber, [Some.Code]));
                break;
            case "registered":
                _router.Tell(new RoutingProtocol.Registrations([new RoutingProtocol.Registration(Some.Code, RegistrationStatus.Active, At(time), "")]));
                break;
            case "lost":
                _router.Tell(new RoutingProtocol.FeedInterrupted(At(time), [Some.Code]));
                break;
            case "trade":
                var price = happens.Split(' ')[1];
                var rest = string.Concat(Enumerable.Repeat("^0.00", 41));
                Receive($"0|H0ZOCNT0|001|{Some.Code}^{Stamp(time)}^{price}^2^0.00^0.00^0.00^{price}^{price}^1^1^1{rest}");
                break;
            case "raw":
                Receive(happens[4..]);
                break;
            default:
                Receive($"0|H0ZOANC0|001|{Some.Code}^{Stamp(time)}^{happens.Replace(' ', '^')}");
                break;
        }

        void Receive(string message)
        {
            var batch = _intake.Begin(epoch: 1, At(time));
            _intake.Decoder.Decode(Encoding.ASCII.GetBytes(message), batch);
            _meter.MessageReceived();
            _intake.HandOver(batch);
        }
    }

    private async Task<IReadOnlyList<AuctionChanged>> Delivered()
    {
        if (await _subscriber.ReceiveOneAsync(TimeSpan.FromSeconds(10)) is not AuctionChanges changes) return [];
        AuctionChanged[] kept = [.. changes];
        _subscriber.Reply(changes.Ack);
        return kept;
    }

    private static string Told(AuctionChanged change)
    {
        var now = change.Current;
        var price = now.Latest.Price.ToDecimal() is { } won ? won.ToString("0", CultureInfo.InvariantCulture) : "none";
        return change.Kind switch
        {
            ChangeKind.Snapshot => $"Snapshot {Stands(now)}",
            ChangeKind.Phase => $"Phase {Stands(now)}{(now.Session.IsByClock ? " by clock" : "")}",
            ChangeKind.Indication =>
                $"Indication {price}{((now.Quality & ~AuctionQuality.Repeated) is var odd and not AuctionQuality.None ? $" odd {odd}" : "")}",
            ChangeKind.Stale => $"Stale {now.Stale}",
            ChangeKind.Gap => $"Gap {now.LastGap.Reason}",
            ChangeKind.Final => string.Create(CultureInfo.InvariantCulture, $"Final {now.FinalPrice.ToDecimal():0} slippage {now.Slippage.ToDecimal():0}"),
            _ => change.Kind.ToString(),
        };
    }

    private static string Stands(AuctionState now)
    {
        var phase = now.Session.Phase switch
        {
            AuctionPhase.CallOpen => "call-open",
            AuctionPhase.NoCancel => "no-cancel",
            var other => other.ToString().ToLowerInvariant(),
        };
        return now.Session.Call == CallKind.None ? phase : $"{phase} {now.Session.Call.ToString().ToLowerInvariant()}";
    }

    private static string Stamp(string time) => time.Replace(":", "", StringComparison.Ordinal);

    private static DateTimeOffset At(string time) => new(Monday, TimeOnly.Parse(time, CultureInfo.InvariantCulture), MarketTime.Offset);
}
