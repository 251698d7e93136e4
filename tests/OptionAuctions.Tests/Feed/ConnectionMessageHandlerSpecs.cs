using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Wire;

namespace OptionAuctions.Tests.Feed;

public sealed class ConnectionMessageHandlerSpecs
{
    private readonly FeedContext _feed = Some.Feed(Some.Options(o => o.Connection.MessagesPerBatch = 3), TimeProvider.System);
    private readonly List<byte[]> _echoed = [];
    private readonly List<ControlMessage> _answers = [];
    private readonly ConnectionMessageHandler _reader;
    private readonly FakeTimeProvider _time = new(Some.Morning);

    public ConnectionMessageHandlerSpecs() => _reader = new ConnectionMessageHandler(appKey: 1, epoch: 5, _feed, _echoed.Add, _answers.Add);

    [Fact]
    public void A_keep_alive_is_echoed_byte_for_byte_and_goes_nowhere_else()
    {
        var pingPong = """{"header":{"tr_id":"PINGPONG","datetime":"20250722090110"}}"""u8.ToArray();

        _reader.OnMessage(pingPong);

        Assert.Equal(pingPong, Assert.Single(_echoed));
        Assert.Empty(_answers);
        Assert.Equal(1, _feed.Meter.Read().PingPongs);
    }

    [Fact]
    public void Each_message_is_shown_as_it_was_received_and_an_answer_without_its_secrets()
    {
        var shown = new List<string>();
        var about = new List<(int AppKey, int Epoch, long Number, bool IsControl, bool IsCut)>();
        _feed.Options.MessageReceived += message =>
        {
            shown.Add(Encoding.Latin1.GetString(message.Bytes));
            about.Add((message.AppKey, message.Epoch, message.Number, message.IsControl, message.IsCut));
        };
        _feed.Secrets.Add(new Secret("an-approval-key"));
        var data = Some.Message((Some.Code, 1));

        _reader.OnMessage(data);
        _reader.OnMessage("0|H0ZOANC0|001|broken \u00ff"u8);
        _reader.OnMessage("""{"header":{"tr_id":"H0STASP0","tr_key":"005930"},"body":{"msg1":"x","output":{"iv":"0123456789abcdef","key":"abc"}}}"""u8);
        _reader.OnMessage("""{"header":{"tr_id":"","tr_key":""},"body":{"msg_cd":"OPSP0011","msg1":"invalid approval : an-approval-key"}}"""u8);
        _reader.OnOversized("0|H0ZOANC0|001|that goes on"u8);

        Assert.Equal(Encoding.Latin1.GetString(data), shown[0]);
        Assert.Equal(Encoding.Latin1.GetString("0|H0ZOANC0|001|broken \u00ff"u8), shown[1]);
        Assert.Equal("""{"header":{"tr_id":"H0STASP0","tr_key":"005930"},"body":{"msg1":"x","output":{"iv":"***","key":"***"}}}""", shown[2]);
        Assert.Equal("""{"header":{"tr_id":"","tr_key":""},"body":{"msg_cd":"OPSP0011","msg1":"invalid approval : ***"}}""", shown[3]);
        Assert.Equal("0|H0ZOANC0|001|that goes on", shown[4]);
        Assert.Equal([(1, 5, 1, false, false), (1, 5, 2, false, false), (1, 5, 3, true, false), (1, 5, 4, true, false), (1, 5, 5, false, true)], about);
    }

    [Fact]
    public void Data_that_only_speaks_of_PINGPONG_is_not_echoed()
    {
        _reader.OnMessage("""{"header":{"tr_id":"H0ZOANC0","tr_key":"PINGPONG"},"body":{"msg1":"\"PINGPONG\""}}"""u8);

        Assert.Empty(_echoed);
        Assert.Single(_answers);
    }

    [Fact]
    public void What_is_readable_at_once_becomes_one_batch_when_the_line_goes_quiet()
    {
        _reader.OnMessage(Some.Message((Some.Code, 1)));
        _reader.OnMessage(Some.Message((Some.Code, 2), (Some.OtherCode, 3)));
        Assert.False(_feed.Intake.Batches.TryPeek(out _));

        _reader.OnQuiet();

        Assert.True(_feed.Intake.Batches.TryRead(out var batch));
        Assert.Equal((2, 5), (batch.Messages, batch.Epoch));
        Assert.Equal([1m, 2m, 3m], batch.Records.ToArray().Select(record => record.Price.ToDecimal()!.Value));
        Assert.Equal([(1, 1), (2, 1), (2, 2)], batch.Places.ToArray().Select(place => ((int)place.Message, place.Record)));
    }

    [Fact]
    public void A_full_batch_does_not_wait_for_quiet()
    {
        for (var i = 0; i < 4; i++) _reader.OnMessage("data"u8);

        Assert.True(_feed.Intake.Batches.TryRead(out var batch));
        Assert.Equal(3, batch.Messages);
        Assert.False(_feed.Intake.Batches.TryRead(out _));
    }

    [Theory]
    [InlineData(1024, 100, new[] { 4, 8, 16, 32, 40 })]
    [InlineData(10, 31, new[] { 4, 8, 10, 9 })]
    [InlineData(2, 5, new[] { 2, 2, 1 })]
    public void After_quiet_batches_begin_small_and_grow(int most, int messages, int[] expected)
    {
        var (reader, intake) = ReaderOf(most);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < messages; i++) reader.OnMessage("data"u8);
            reader.OnQuiet();

            Assert.Equal(expected, Taken(intake).Select(batch => batch.Messages));
        }
    }

    [Fact]
    public void A_batch_holds_few_messages_when_they_hold_many_records()
    {
        var (reader, intake) = ReaderOf(most: 4_096);
        var message = Some.Message([.. Enumerable.Repeat((Some.Code, 1m), 999)]);
        for (var i = 0; i < 60; i++) reader.OnMessage(message);
        reader.OnQuiet();

        Assert.Equal([4, 8, 16, 17, 15], Taken(intake).Select(batch => batch.Messages));
    }

    [Fact]
    public void While_the_stream_is_behind_batches_stay_long_after_quiet_too()
    {
        const int Behind = 8; // batches, as the intake has it
        var (reader, intake) = ReaderOf(most: 1024);
        for (var i = 0; i < Behind; i++) intake.HandOver(intake.Begin(1, Some.Morning));
        Read(reader, 4 + 8 + 3);
        Read(reader, 20);
        var behind = Taken(intake).Skip(Behind).Select(batch => batch.Messages).ToArray();
        Read(reader, 20);

        Assert.Equal([4, 8, 3, 16, 4], behind);
        Assert.Equal([20], Taken(intake).Select(batch => batch.Messages)); // what it began with while it was behind
        Read(reader, 6);
        Assert.Equal([4, 2], Taken(intake).Select(batch => batch.Messages));
    }

    [Fact]
    public void All_that_the_line_had_was_received_at_one_time()
    {
        var (reader, intake) = ReaderOf(most: 1024);
        for (var i = 0; i < 5; i++) Later(reader);
        reader.OnQuiet();
        Later(reader);
        reader.OnQuiet();

        Assert.Equal([1, 1, 6], Taken(intake).Select(Second));
    }

    [Fact]
    public void A_line_that_is_never_quiet_is_asked_for_the_time_with_each_batch_once_they_are_long()
    {
        var (reader, intake) = ReaderOf(most: 8);
        for (var i = 0; i < 28; i++) Later(reader);

        Assert.Equal([1, 1, 13, 21], Taken(intake).Select(Second));
    }

    [Fact]
    public void Quiet_on_an_empty_line_hands_nothing_over()
    {
        _reader.OnQuiet();

        Assert.False(_feed.Intake.Batches.TryPeek(out _));
    }

    [Theory]
    [InlineData("OPSP0000", "SUBSCRIBE SUCCESS", "", 1)] // acknowledges no one knows what
    [InlineData("OPSP0000", "SUBSCRIBE SUCCESS", "~~~", 1)]
    [InlineData("OPSP7777", "a new answer", "B11612083", 1)]
    [InlineData("OPSP0000", "SUBSCRIBE SUCCESS", "B11612083", 0)]
    [InlineData("OPSP8996", "ALREADY IN USE appkey", "~~~", 0)] // is about the session, whatever it names
    public void An_answer_that_nothing_can_be_done_about_is_counted_and_kept(string code, string text, string trKey, int unknown)
    {
        var json = $$$"""{"header":{"tr_id":"H0ZOANC0","tr_key":"{{{trKey}}}"},"body":{"rt_cd":"0","msg_cd":"{{{code}}}","msg1":"{{{text}}}"}}""";
        _reader.OnMessage(Encoding.UTF8.GetBytes(json));

        var counts = _feed.Meter.Read();
        Assert.Equal((1, unknown, 0), (counts.ControlMessages, counts.UnknownAnswers, counts.RefusedMessages.Count));
        var kept = counts.RecentRefusals.Select(refusal => (refusal.Error, Encoding.UTF8.GetString(refusal.Raw.Span)));
        Assert.Equal(unknown == 0 ? [] : [(DecodeError.UnknownAnswer, json)], kept);
    }

    [Theory]
    [InlineData("header")]
    [InlineData("body")]
    public void The_AES_key_in_an_unknown_answer_is_not_kept(string part)
    {
        _reader.OnMessage(Encoding.UTF8.GetBytes(
            $$$"""{"header":{"tr_id":"누구"},"{{{part}}}":{"output":{"iv":"0123456789CANARY","key":"CANARY-0123456789-0123456789-012"},"msg1":"다"}}"""));

        var kept = Assert.Single(_feed.Meter.Read().RecentRefusals);
        Assert.Equal(
            ($$$"""{"header":{"tr_id":"누구"},"{{{part}}}":{"output":{"iv":"***","key":"***"},"msg1":"다"}}""", 5),
            (Encoding.UTF8.GetString(kept.Raw.Span), kept.Epoch));
    }

    [Fact]
    public void A_control_message_that_is_not_json_is_refused_and_kept_with_its_connection_and_without_what_may_be_a_key()
    {
        _reader.OnMessage("{\"output\":{\"iv\":\"0123456789ABCDEF\",\"key\":\"CANARY"u8);

        Assert.Equal(1, _feed.Meter.Read().RefusedMessages[DecodeError.BadJson]);
        var kept = Assert.Single(_feed.Meter.Read().RecentRefusals);
        Assert.Equal(("{\"output\":{\"iv\":\"***\",\"key\":\"***", 5), (Encoding.ASCII.GetString(kept.Raw.Span), kept.Epoch));
    }

    [Fact]
    public void Data_messages_are_numbered_on_their_connection_and_have_a_time_that_no_clock_can_change()
    {
        var (reader, intake) = ReaderOf(most: 2);
        var began = _time.GetTimestamp();
        Read(reader, 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        reader.OnMessage("{}"u8);
        Read(reader, 1);

        Assert.Equal([2, 3, 4], Taken(intake).Select(batch => batch.LastMessage));
        Read(reader, 1);
        Assert.Equal([_time.GetTimestamp()], Taken(intake).Select(batch => batch.Timestamp));
        Assert.Equal(TimeSpan.FromSeconds(5), _time.GetElapsedTime(began));
    }

    [Fact]
    public void An_answer_goes_on_without_the_secrets_that_are_echoed_in_it()
    {
        var echo = Canary.AppKey.Reveal();
        _reader.OnMessage(Encoding.UTF8.GetBytes(
            $$$"""{"header":{"tr_id":"{{{echo}}}","tr_key":"{{{echo}}}"},"body":{"rt_cd":"{{{echo}}}","msg_cd":"{{{echo}}}","msg1":"no {{{echo}}}"}}"""));

        Canary.IsNotIn($"{Assert.Single(_answers)}");
        Assert.Equal("no ***", _answers[0].Text);
    }

    [Fact]
    public void Answers_that_nobody_reads_are_refused_beyond_a_bound()
    {
        for (var i = 0; i < 300; i++) _reader.OnMessage("""{"header":{"tr_id":"x"}}"""u8);

        Assert.Equal(256, _answers.Count);
        Assert.Equal(44, _feed.Meter.Read().RefusedMessages[DecodeError.ControlFlood]);

        _reader.OnAnswerHandled();
        _reader.OnMessage("""{"header":{"tr_id":"x"}}"""u8);
        Assert.Equal(257, _answers.Count);
    }

    [Fact]
    public void An_oversized_message_is_refused_with_its_beginning()
    {
        _reader.OnOversized("0|H0ZOANC0|999|"u8);

        Assert.Equal(1, _feed.Meter.Read().RefusedMessages[DecodeError.TooLong]);
        Assert.Equal(1, _feed.Meter.Read().Messages);
    }

    private (ConnectionMessageHandler Reader, MessageIntake Intake) ReaderOf(int most)
    {
        var feed = Some.Feed(Some.Options(o => o.Connection.MessagesPerBatch = most), _time);
        return (new ConnectionMessageHandler(appKey: 1, epoch: 5, feed, _echoed.Add, _answers.Add), feed.Intake);
    }

    private static void Read(ConnectionMessageHandler reader, int messages)
    {
        for (var i = 0; i < messages; i++) reader.OnMessage("data"u8);
        reader.OnQuiet();
    }

    private void Later(ConnectionMessageHandler reader)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        reader.OnMessage("data"u8);
    }

    private static IEnumerable<RecordBatch> Taken(MessageIntake intake)
    {
        while (intake.TryTake(out var batch))
        {
            yield return batch;
            batch.Dispose();
        }
    }

    private static int Second(RecordBatch batch) => (int)(batch.ReceivedAt - Some.Morning).TotalSeconds;
}
