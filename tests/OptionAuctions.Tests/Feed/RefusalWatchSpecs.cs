using OptionAuctions.Replay;
using System.Collections.Immutable;
using Akka.Actor;
using OptionAuctions.Feed;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Feed;

public sealed class RefusalWatchSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly RefusalWatch _watch = new(bound: 0.01);

    [Fact]
    public void Single_refusals_raise_no_alarm_whatever_their_share()
    {
        Assert.False(_watch.Judge(Messages(0, refused: 4)));
        Assert.False(_watch.Judge(Messages(99_999, refused: 9)));
        Assert.Null(_watch.Alarm);
    }

    [Fact]
    public void A_share_at_the_bound_does_and_names_the_most_common_reason()
    {
        Assert.True(_watch.Judge(Messages(990, refused: 10)));

        Assert.Equal("of the last 1000 messages 10 were refused (1 %), most of them as FieldCount", _watch.Alarm);
    }

    [Fact]
    public void Records_are_judged_by_themselves()
    {
        Assert.True(_watch.Judge(new FeedCounts
        {
            DataMessages = 1_000, Records = 2_000, RefusedRecords = Reasons((DecodeError.BadTime, 1_500), (DecodeError.BadSign, 500)),
        }));

        Assert.Equal("of the last 2000 records 2000 were refused (100 %), most of them as BadTime", _watch.Alarm);
    }

    [Fact]
    public void What_we_could_not_keep_up_with_is_no_fault_of_the_format()
    {
        Assert.False(_watch.Judge(new FeedCounts
        {
            DataMessages = 1_000,
            Records = 1_000,
            RefusedRecords = Reasons((DecodeError.Lagging, 900)),
            RefusedMessages = Reasons((DecodeError.ControlFlood, 900)),
        }));

        Assert.Null(_watch.Alarm);
    }

    [Fact]
    public void It_is_about_what_came_since_the_last_judgement_and_ends_when_enough_can_be_read()
    {
        _watch.Judge(Messages(1_000_000, refused: 0));
        Assert.True(_watch.Judge(Messages(1_000_000, refused: 50)));
        Assert.False(_watch.Judge(Messages(1_000_020, refused: 50))); // too few to say
        Assert.NotNull(_watch.Alarm);

        Assert.True(_watch.Judge(Messages(1_000_100, refused: 50)));
        Assert.Null(_watch.Alarm);
    }

    [Fact]
    public async Task The_alarm_is_a_warning_an_event_and_a_part_of_the_status_and_so_is_its_end()
    {
        var host = CreateTestProbe();
        Sys.EventStream.Subscribe(host, typeof(FeedWarned));
        var time = new VirtualClock();
        var feed = Some.Feed(Some.Options(), time);
        var supervisor = CreateTestProbe();
        var watch = supervisor.ChildActorOf(RefusalWatchActor.Props(feed));
        await watch.Ask<ActorIdentity>(new Identify(0), Patience);
        for (var i = 0; i < 20; i++) feed.Meter.MessageRefused(DecodeError.Truncated, "0|x"u8);

        await EventFilter.Warning(contains: "most of them as Truncated").ExpectOneAsync(Patience, () =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return Task.CompletedTask;
        });

        var alarm = (await supervisor.ExpectMsgAsync<FeedProtocol.RefusalAlarm>(Patience)).Sentence;
        Assert.Equal(alarm, (await host.ExpectMsgAsync<FeedWarned>(Patience)).Text);
        await watch.Ask<ActorIdentity>(new Identify(0), Patience);
        for (var i = 0; i < 100; i++) feed.Meter.MessagesHeldData(1, records: 1);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await supervisor.ExpectMsgAsync<FeedProtocol.RefusalAlarm>(Patience)).Sentence);
    }

    private static FeedCounts Messages(long readable, long refused) => new()
    {
        DataMessages = readable,
        RefusedMessages = refused == 0 ? Reasons() : Reasons((DecodeError.FieldCount, refused - 1), (DecodeError.Truncated, 1)),
    };

    private static ImmutableDictionary<DecodeError, long> Reasons(params (DecodeError Error, long Count)[] reasons) =>
        reasons.ToImmutableDictionary(reason => reason.Error, reason => reason.Count);
}
