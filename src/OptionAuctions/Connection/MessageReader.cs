using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Connection;

/// <summary>
/// What one life of a connection does with each message: data goes into the batch at hand, answers to the connection's actor, and
/// the keep-alive straight back, ahead of every queue.
/// </summary>
/// <param name="epoch">The life.</param>
/// <param name="feed">What the feed's lives share.</param>
/// <param name="echo">Sends a keep-alive back, without waiting for it.</param>
/// <param name="answered">Takes an answer of the venue, without waiting.</param>
internal sealed class MessageReader(int epoch, FeedContext feed, Action<byte[]> echo, Action<ControlMessage> answered) : IMessageTap
{
    // Answers come one a request, and one request is in flight: a venue that sends more than these unread is flooding.
    private const int AnswersUnread = 256;

    private readonly FeedMeter _meter = feed.Meter;
    private BatchLimit _limit = BatchLimit.First(feed.Options.FramesPerBatch);
    private FrameBatch? _batch;
    private DateTimeOffset? _receivedAt; // of all that the line had, into however many batches it goes
    private int _unread;

    public void OnMessage(ReadOnlySpan<byte> message)
    {
        _meter.FrameReceived();
        if (!message.IsEmpty && message[0] == (byte)'{') OnControl(message.ToArray());
        else Add(message);
    }

    public void OnOversized(ReadOnlySpan<byte> beginning)
    {
        _meter.FrameReceived();
        _meter.FrameRefused(DecodeError.TooLong, beginning);
    }

    public void OnQuiet()
    {
        HandOver();
        (_limit, _receivedAt) = (BatchLimit.First(feed.Options.FramesPerBatch), null);
    }

    public ValueTask WhenRoomAsync() => feed.Intake.WhenRoomAsync();

    /// <summary>The connection's actor has handled an answer.</summary>
    public void AnswerWasRead() => Interlocked.Decrement(ref _unread);

    private void Add(ReadOnlySpan<byte> message)
    {
        _batch ??= feed.Intake.Begin(epoch, _receivedAt ??= MarketTime.Now(feed.Time));
        _batch.Add(message);
        if (_batch.Count < _limit.Messages) return;
        HandOver();
        if (_limit.IsMost) _receivedAt = null; // such a line may not be quiet for long
        _limit = _limit.Next;
    }

    private void HandOver()
    {
        if (_batch is not { } batch) return;
        _batch = null;
        feed.Intake.HandOver(batch);
    }

    private void OnControl(byte[] json)
    {
        if (!ControlMessage.TryDecode(json, out var message))
        {
            _meter.FrameRefused(DecodeError.BadJson, []); // its bytes may hold a key and are not kept
        }
        else if (message.IsPingPong)
        {
            _meter.FrameWasControl();
            _meter.PingPongReceived();
            echo(json);
        }
        else if (Interlocked.Increment(ref _unread) > AnswersUnread)
        {
            AnswerWasRead();
            _meter.FrameRefused(DecodeError.ControlFlood, []);
        }
        else
        {
            _meter.FrameWasControl();
            answered(message);
        }
    }
}
