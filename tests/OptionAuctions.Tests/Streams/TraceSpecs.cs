using System.Text;
using Akka.Actor;
using Akka.Streams;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

/// <summary>A change can be traced to the connection, the message and the record that caused it, from the reader of a socket to the state.</summary>
public sealed class TraceSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly FeedMeter _meter = Some.Meter();
    private readonly FeedContext _feed;
    private readonly IActorRef _router;

    public TraceSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _feed = Some.Feed(Some.Options(), _time, _meter);
        _router = Sys.ActorOf(CodeRouterActor.Props(Some.Options(o => o.Codes = [Some.Code.ToString(), Some.OtherCode.ToString()]), _meter, _time));
        FeedGraph.Create(_feed.Intake, _router).Run(Sys.Materializer());
    }

    [Fact]
    public async Task A_record_is_known_by_connection_message_and_number_with_its_width_and_its_time()
    {
        var reader = Connection(epoch: 3);
        Read(reader, "0|H0ZOANC0|001|C11612083^084500^1060.00^-120.00^5^-10.17^311");
        Read(reader, """{"header":{"tr_id":"PINGPONG"}}"""); // counted nowhere
        _time.Advance(TimeSpan.FromSeconds(2));
        Read(
            reader,
            "garbage",
            "0|H0ZOANC0|003|"
            + "C11612083^084502^1060.00^-120.00^5^-10.17^311^7^8^C11612083^084502^x^-120.00^5^-10.17^311^7^8^B11612083^084502^1080.00^-100.00^5^-8.47^311^7^8");

        var state = await StateAsync(Some.Code, revision: 1);

        Assert.Equal((3, 3L, 3, 9), (state.Epoch, state.MessageNumber, state.RecordNumber, state.Columns));
        Assert.Equal((_time.GetTimestamp(), Some.Morning.AddSeconds(2)), (state.ReceivedTimestamp, state.ReceivedAt));
        var other = await StateAsync(Some.OtherCode, revision: 2);
        Assert.Equal((3, 3L, 1, 9), (other.Epoch, other.MessageNumber, other.RecordNumber, other.Columns));
        Assert.Equal(
            [(3, DecodeError.UnknownKind), (3, DecodeError.BadNumber)], _meter.Read().RecentRefusals.Select(refused => (refused.Epoch, refused.Error)));
    }

    [Fact]
    public async Task Each_connection_counts_from_one()
    {
        Read(Connection(epoch: 1), Record(1), Record(2));
        await StateAsync(Some.Code, revision: 2);
        Read(Connection(epoch: 2), Record(3));

        var state = await StateAsync(Some.Code, revision: 3);

        Assert.Equal((2, 1L, 1, 7), (state.Epoch, state.MessageNumber, state.RecordNumber, state.Columns));
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _meter.Dispose();
    }

    private ConnectionMessageHandler Connection(int epoch) => new(appKey: 0, epoch, _feed, _ => { }, _ => { });

    private static void Read(ConnectionMessageHandler reader, params string[] messages)
    {
        foreach (var message in messages) reader.OnMessage(Encoding.ASCII.GetBytes(message));
        reader.OnQuiet();
    }

    private static string Record(int price) => Encoding.ASCII.GetString(Some.Message((Some.Code, price)));

    private async Task<AuctionState> StateAsync(Instrument code, long revision)
    {
        var state = default(AuctionState);
        await AwaitConditionAsync(
            async () => (state = await _router.Ask<AuctionState>(new AuctionProtocol.GetAuction(code), TimeSpan.FromSeconds(30))).Revision == revision,
            TimeSpan.FromSeconds(30));
        return state;
    }
}
