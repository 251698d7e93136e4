using OptionAuctions.Replay;
using Akka.Actor;
using Akka.Pattern;
using OptionAuctions.Dispatch;
using OptionAuctions.Feed;
using Xunit.Abstractions;
using static OptionAuctions.Feed.ConnectionProtocol;

namespace OptionAuctions.Tests.Feed;

/// <summary>A connection that was lost while no trading session is open.</summary>
public sealed class NightWaitSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Night = new(2026, 11, 23, 20, 0, 0, MarketTime.Offset);
    private readonly string _directory = Directory.CreateTempSubdirectory("dials").FullName;
    private readonly VirtualClock _time = new(Night);

    [Fact]
    public async Task The_next_one_waits_without_a_block_or_a_warning_and_without_a_back_off_on_top()
    {
        var (backOff, session, warnings) = (CreateTestProbe("back-off"), CreateTestProbe("session"), CreateTestProbe("warnings"));
        Sys.EventStream.Subscribe(warnings, typeof(Akka.Event.Warning));
        var options = Some.Options(o => (o.WsUrl, o.StateDirectory) = (new Uri("ws://ops.venue.invalid"), _directory));
        var context = Some.Session(Some.Feed(options, _time));
        context.LastDial = ClockReading.Of(_time);
        var connection = backOff.ChildActorOf(FeedConnectionActor.Props(context, session));
        Watch(connection);

        await session.ExpectMsgAsync<Started>(Patience);
        var waits = await session.ExpectMsgAsync<StateChanged>(Patience);
        await connection.Ask<ActorIdentity>(new Identify(0), Patience);
        Assert.Equal((AppKeySessionState.BackingOff, Night.AddMinutes(10)), (waits.State, waits.Until));
        Assert.StartsWith("no trading session is open", waits.Reason, StringComparison.Ordinal);
        _time.AdvanceTo(Night.AddMinutes(10));

        await backOff.ExpectMsgAsync<BackoffSupervisor.Reset>(Patience);
        await ExpectTerminatedAsync(connection, Patience);
        await warnings.ExpectNoMsgAsync(TimeSpan.Zero);
        await session.ExpectNoMsgAsync(TimeSpan.Zero);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        Directory.Delete(_directory, recursive: true);
    }
}
