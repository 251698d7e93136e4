using System.Text;
using Akka.Streams;
using Akka.TestKit;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Streams;

public sealed class FeedGraphSpecs : Akka.TestKit.Xunit2.TestKit
{
    private readonly FeedMeter _meter = Some.Meter();
    private MessageIntake _intake;
    private readonly TestProbe _router;
    private Action _acknowledge = () => { };

    public FeedGraphSpecs(ITestOutputHelper output)
        : base(output: output)
    {
        _intake = new MessageIntake(batchesQueued: 4, _meter);
        _router = CreateTestProbe("router");
    }

    [Fact]
    public async Task The_records_of_a_batch_of_messages_arrive_together_and_in_order()
    {
        await RunAsync();
        HandOver(Some.Message((Some.Code, 1), (Some.OtherCode, 2)), Some.Message((Some.Code, 3)));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal([1m, 2m, 3m], batch.Records.ToArray().Select(r => r.Price.ToDecimal()!.Value));
        Assert.Equal(Some.Morning, batch.ReceivedAt);
        Assert.Equal(1, batch.Epoch);
    }

    [Fact]
    public async Task The_next_batch_but_one_waits_until_the_router_has_acknowledged_one()
    {
        await RunAsync();
        for (var price = 1; price <= 4; price++) HandOver(Some.Message((Some.Code, price)));
        using var first = await _router.ExpectMsgAsync<RecordBatch>();
        using var second = await _router.ExpectMsgAsync<RecordBatch>();
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));

        _acknowledge();

        using var third = await _router.ExpectMsgAsync<RecordBatch>();
        Assert.Equal([1m, 2m, 3m], new[] { first, second, third }.Select(batch => batch.Records[0].Price.ToDecimal()!.Value));
        await _router.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Whoever_is_quick_to_acknowledge_is_sent_everything()
    {
        await RunAsync();
        for (var price = 1; price <= 100; price++)
        {
            HandOver(Some.Message((Some.Code, price)));
            using var batch = await _router.ExpectMsgAsync<RecordBatch>();
            Assert.Equal(price, batch.Records[0].Price.ToDecimal());
            _acknowledge();
        }
    }

    [Fact]
    public async Task It_ends_with_its_router()
    {
        await RunAsync();
        Sys.Stop(_router);

        await AwaitConditionAsync(() => // what it no longer takes is shed
        {
            HandOver(Some.Message((Some.Code, 1)));
            return Task.FromResult(_meter.Read().ShedMessages > 0);
        }, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task What_cannot_be_read_is_counted_kept_raw_and_passed_over()
    {
        await RunAsync();
        HandOver("garbage"u8.ToArray());
        HandOver([0x30, 0x7C, 0xB1, 0xE8], Some.Message((Some.Code, 1)));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal(1, batch.Records.Length);
        Assert.Equal(1, _meter.Read().RefusedMessages[DecodeError.UnknownKind]);
        Assert.Equal(1, _meter.Read().RefusedMessages[DecodeError.Truncated]);
        Assert.Equal("garbage"u8.ToArray(), _meter.Read().RecentRefusals[0].Raw.ToArray());
    }

    [Fact]
    public async Task A_bad_record_does_not_cost_its_neighbours()
    {
        await RunAsync();
        HandOver("0|H0ZOANC0|002|B11612083^084500^x^1^2^1^311^C11612083^084500^7^1^2^1^311"u8.ToArray());

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal(Some.OtherCode, batch.Records[0].Code);
        Assert.Equal(1, _meter.Read().RefusedRecords[DecodeError.BadNumber]);
        Assert.Equal(2, _meter.Read().Records);
    }

    [Fact]
    public async Task A_column_more_is_read_past_and_counted_by_width()
    {
        await RunAsync();
        HandOver("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311^35"u8.ToArray());

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal(1060m, batch.Records[0].Price.ToDecimal());
        Assert.Equal(1, _meter.Read().WiderMessages[8]);
    }

    [Fact]
    public async Task Trades_keep_their_place_among_the_records_of_a_batch()
    {
        await RunAsync();
        HandOver(
            Some.TradeMessage((Some.OtherCode, 10)), Some.Message((Some.Code, 1), (Some.OtherCode, 2)),
            Some.TradeMessage((Some.Code, 20), (Some.OtherCode, 30)), Some.Message((Some.Code, 3)), Some.TradeMessage((Some.Code, 40)));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal([1m, 2m, 3m], batch.Records.ToArray().Select(r => r.Price.ToDecimal()!.Value));
        Assert.Equal(
            [(0, Some.OtherCode, 10m), (2, Some.Code, 20m), (2, Some.OtherCode, 30m), (3, Some.Code, 40m)],
            batch.Trades.ToArray().Select(m => (m.AfterRecords, m.Trade.Code, m.Trade.Price.ToDecimal()!.Value)));
    }

    [Fact]
    public async Task A_batch_of_nothing_but_trades_arrives()
    {
        await RunAsync();
        HandOver(Some.TradeMessage((Some.Code, 10)));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal((0, 1), (batch.Records.Length, batch.Trades.Length));
        Assert.Equal(Won.Of(10m), batch.Trades[0].Trade.OpeningPrice);
    }

    [Fact]
    public async Task A_trade_that_cannot_be_read_is_refused_raw_and_its_neighbours_are_kept()
    {
        await RunAsync();
        var rest = string.Concat(Enumerable.Repeat("^0", 46));
        string Trade(string code, string price) => $"{code}^090000^{price}^2^1^1^1{rest}";
        HandOver(Encoding.ASCII.GetBytes($"0|H0ZOCNT0|003|{Trade("B11612083", "1")}^{Trade("C11612083", "x")}^{Trade("C11612083", "3")}"));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal([1m, 3m], batch.Trades.ToArray().Select(m => m.Trade.Price.ToDecimal()!.Value));
        Assert.Equal((1, 3), (_meter.Read().RefusedRecords[DecodeError.BadNumber], _meter.Read().Records));
        Assert.Equal(Encoding.ASCII.GetBytes(Trade("C11612083", "x")), Assert.Single(_meter.Read().RecentRefusals).Raw.ToArray());
    }

    [Fact]
    public async Task A_message_of_trades_without_their_columns_is_refused()
    {
        await RunAsync();
        HandOver("0|H0ZOCNT0|001|B11612083^090000^1"u8.ToArray(), Some.Message((Some.Code, 1)));

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.True(batch.Trades.IsEmpty);
        Assert.Equal((1, 1), (_meter.Read().RefusedMessages[DecodeError.FieldCount], _meter.Read().DataMessages));
    }

    [Fact]
    public async Task Trades_are_wider_when_they_have_more_columns_than_are_documented_not_than_are_read()
    {
        await RunAsync();
        var asDocumented = Some.TradeMessage((Some.Code, 10));
        HandOver(asDocumented, [.. asDocumented, .. "^more"u8]);

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.Equal(2, batch.Trades.Length);
        Assert.Equal([(54, 1L)], _meter.Read().WiderMessages.Select(w => (w.Key, w.Value)));
    }

    [Fact]
    public async Task A_code_that_lost_trades_is_among_the_codes_of_the_gap()
    {
        HandOver(Some.TradeMessage((Some.Code, 1)));
        HandOver(Some.Message((Some.OtherCode, 2)));
        for (var price = 3; price <= 6; price++) HandOver(Some.Message((new Instrument("D1"), price)));

        await RunAsync();

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();
        Assert.Equal([Some.Code, Some.OtherCode], Codes(batch.Shed));
    }

    [Fact]
    public async Task When_the_stream_is_behind_the_oldest_batch_is_shed_counted_and_told_of_before_what_follows()
    {
        for (var price = 1; price <= 6; price++) HandOver(Some.Message((price == 1 ? Some.Code : Some.OtherCode, price)));
        Assert.Equal(2, _meter.Read().ShedMessages); // a queue of four

        await RunAsync();

        using var batch = await _router.ExpectMsgAsync<RecordBatch>();
        Assert.Equal(3m, batch.Records[0].Price.ToDecimal());
        Assert.Equal([Some.Code, Some.OtherCode], Codes(batch.Shed));
        Assert.False(batch.Shed!.IsOver); // three more wait
        _acknowledge();
        using var next = await _router.ExpectMsgAsync<RecordBatch>();
        Assert.True(next.Shed!.IsOver);
        _acknowledge();
        using var last = await _router.ExpectMsgAsync<RecordBatch>();
        Assert.Null(last.Shed);
    }

    [Fact]
    public async Task However_many_batches_are_shed_each_code_is_told_of_once_when_it_begins_and_once_when_it_is_over()
    {
        const int Queued = 64, Rounds = 100, HandedOverARound = 10;
        var codes = Enumerable.Range(0, 50).Select(i => new Instrument(FormattableString.Invariant($"D{i:00000000}"))).ToArray();
        var all = Some.Message([.. codes.Select(code => (code, 1m))]);
        _intake = new MessageIntake(Queued, _meter);
        for (var i = 0; i <= Queued; i++) HandOver(all);
        await RunAsync();
        var told = new List<ShedGap>();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < HandedOverARound; i++) HandOver(all); // of which the stream takes one
            await RouteOneAsync();
        }

        while (!told[^1].IsOver) await RouteOneAsync();

        Assert.Equal([false, true], told.Select(gap => gap.IsOver));
        Assert.All(told, gap => Assert.Equal(codes, Codes(gap)));
        Assert.True(_meter.Read().ShedMessages > Rounds * (HandedOverARound - 2));

        async Task RouteOneAsync()
        {
            using var batch = await _router.ExpectMsgAsync<RecordBatch>();
            if (batch.Shed is { } gap) told.Add(gap);
            _acknowledge();
        }
    }

    [Fact]
    public async Task A_batch_of_nothing_that_can_be_read_is_passed_over_and_one_of_no_messages_is_a_mark_and_passes()
    {
        await RunAsync();
        HandOver("garbage"u8.ToArray());
        HandOver();

        using var mark = await _router.ExpectMsgAsync<RecordBatch>();

        Assert.True(mark.IsEmpty);
        Assert.Equal(1, _meter.Read().Refused);
    }

    [Fact]
    public async Task It_ends_when_the_intake_is_complete_and_read()
    {
        await RunAsync();
        HandOver(Some.Message((Some.Code, 1)));
        _intake.Complete();
        using var last = await _router.ExpectMsgAsync<RecordBatch>();
        _acknowledge();

        await _router.ExpectMsgAsync<RoutingProtocol.StreamCompleted>();
    }

    private async Task RunAsync()
    {
        FeedGraph.Create(_intake, _router).Run(Sys.Materializer());
        _acknowledge = (await _router.ExpectMsgAsync<RoutingProtocol.StreamOpened>()).Acknowledge;
        _acknowledge();
    }

    private static IEnumerable<Instrument> Codes(ShedGap? gap) => gap!.Losses.Select(loss => loss.Code).OrderBy(code => code.ToString());

    private void HandOver(params byte[][] messages)
    {
        var batch = _intake.Begin(epoch: 1, Some.Morning);
        foreach (var message in messages) _intake.Decoder.Decode(message, batch);
        _intake.HandOver(batch);
    }
}
