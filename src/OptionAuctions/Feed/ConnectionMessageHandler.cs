using OptionAuctions.Feed.Dialing;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.WebSockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed;

/// <summary>
/// The message handler of one connection: decodes data messages into the current batch, passes answers to the connection's actor, and sends the keep-alive
/// straight back, ahead of every queue.
/// </summary>
/// <param name="appKey">Place of its app key in the options, from 0.</param>
/// <param name="epoch">Number of the connection.</param>
/// <param name="feed">What the sessions of the feed share.</param>
/// <param name="echo">Sends a keep-alive back, without waiting for it.</param>
/// <param name="onAnswer">Receives an answer of the venue, free of secrets, without waiting.</param>
internal sealed class ConnectionMessageHandler(int appKey, int epoch, FeedContext feed, Action<byte[]> echo, Action<ControlMessage> onAnswer)
    : IWebSocketMessageHandler
{
    // Each request has one answer, and one request is in flight at a time: a venue with more unread answers than this is flooding.
    private const int MaxUnreadAnswers = 256;

    // A code is woken once a batch, which costs as much as some of its records: the more of them come together, the less. More than these leave the cache.
    private const int RecordsPerBatch = 16_384;

    private readonly FeedMeter _meter = feed.Meter;
    private MessageBatchLimit _limit = MessageBatchLimit.First(feed.Options.Connection.MessagesPerBatch);
    private RecordBatch? _batch;
    private DateTimeOffset? _receivedAt; // of the burst that is being read, however many batches it is split into
    private long _timestamp, _dataMessages, _messages; // of that burst, on the monotonic clock; on this connection
    private int _unreadAnswers, _keepAlives;

    /// <summary>True when the venue went on after a keep-alive was sent back, which is its answer to that.</summary>
    public bool IsKeptAlive => Volatile.Read(ref _keepAlives) > 1;

    public void OnMessage(ReadOnlySpan<byte> message)
    {
        _meter.MessageReceived();
        var isControl = !message.IsEmpty && message[0] == (byte)'{';
        if (feed.Options.OnMessageReceived is { } received) received(Received(message, isControl));
        if (isControl) OnControl(message.ToArray());
        else Add(message);
    }

    public void OnOversized(ReadOnlySpan<byte> beginning)
    {
        _meter.MessageReceived();
        if (feed.Options.OnMessageReceived is { } received) received(Received(beginning, isControl: false, isCut: true));
        _meter.MessageRefused(DecodeError.TooLong, beginning, epoch);
    }

    public void OnQuiet()
    {
        HandOver();
        _receivedAt = null;
        if (!feed.Intake.IsBehind) _limit = MessageBatchLimit.First(feed.Options.Connection.MessagesPerBatch); // many small ones would put it further behind
    }

    public ValueTask WhenRoomAsync() => feed.Intake.WhenRoomAsync();

    /// <summary>By the connection's actor: it has handled an answer.</summary>
    public void OnAnswerHandled() => Interlocked.Decrement(ref _unreadAnswers);

    private ReceivedMessage Received(ReadOnlySpan<byte> message, bool isControl, bool isCut = false) =>
        new(isControl || isCut ? AnswerCipher.Mask(feed.Secrets.Scrub(message)) : message)
        {
            AppKey = appKey, Epoch = epoch, Number = ++_messages, ReceivedAt = ReceivedAt(), IsControl = isControl, IsCut = isCut,
        };

    private void Add(ReadOnlySpan<byte> message)
    {
        _dataMessages++;
        _batch ??= Begin();
        feed.Intake.Decoder.Decode(message, _batch);
        if (_batch.Messages < _limit.Messages && _batch.Records.Length < RecordsPerBatch) return;
        HandOver();
        if (_limit.IsMost) _receivedAt = null; // a connection this busy may not pause for long, so the next batch has a time of its own
        _limit = _limit.Next;
    }

    private RecordBatch Begin()
    {
        var receivedAt = ReceivedAt();
        return feed.Intake.Begin(epoch, receivedAt, _timestamp, _dataMessages);
    }

    private DateTimeOffset ReceivedAt()
    {
        if (_receivedAt is null) (_receivedAt, _timestamp) = (MarketTime.Now(feed.Time), feed.Time.GetTimestamp());
        return _receivedAt.Value;
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
            _meter.MessageRefused(DecodeError.BadJson, json, epoch);
        }
        else if (message.IsPingPong)
        {
            _meter.MessageWasControl();
            _meter.PingPongReceived();
            Volatile.Write(ref _keepAlives, _keepAlives + 1);
            echo(json);
        }
        else if (Interlocked.Increment(ref _unreadAnswers) > MaxUnreadAnswers)
        {
            OnAnswerHandled();
            _meter.MessageRefused(DecodeError.ControlFlood, json, epoch);
        }
        else
        {
            _meter.MessageWasControl();
            var isKnown = message.Meaning != Answer.Unknown && Verdict.IsAttributable(message.Subject, Verdict.On(message.Meaning).Reaction);
            if (!isKnown) _meter.AnswerUnknown(json, epoch);
            onAnswer(feed.Secrets.Scrub(message)); // here, since a message to an actor that has stopped is logged
        }
    }
}
