using OptionAuctions.Codes;
using OptionAuctions.Recording;
using OptionAuctions.Subscribers;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Replay.Tests;

/// <summary>The reading of a recording in a plain loop, without actors, stream or clock, that notes the changes of each code as a subscriber is told.</summary>
internal sealed class FoldWithoutActors : IDisposable
{
    private readonly FeedMeter _meter = new(TimeProvider.System);
    private readonly ReplayDigest _digest = new();
    private readonly Dictionary<Instrument, (AuctionInbox Inbox, SubscriptionCursor Cursor)> _codes = [];
    private readonly AuctionChanges _changes = new();
    private readonly Dictionary<int, DateTimeOffset> _lastAt = []; // by app key
    private DateTimeOffset _nextTick;

    /// <summary>Returns the digest of a recording, with the calendar's ticks in between.</summary>
    public string Digest(RecordingReader reader)
    {
        var reference = ReferenceData.BuiltIn;
        var all = reader.Read().Select(m => (m.AppKey, m.Kind, m.ReceivedAt, m.Epoch, m.Continuity, Bytes: m.Bytes.ToArray())).ToList();
        var recorded = RecordedCodes.Scan(reader.Read());
        Begin(recorded.All, reference, all[0].ReceivedAt);
        foreach (var message in all)
        {
            for (; _nextTick <= message.ReceivedAt; _nextTick = reference.Calendar.NextTickAfter(_nextTick))
                foreach (var code in _codes.Keys) Fold(code, AuctionEvent.ClockTick(_nextTick));
            if (_lastAt.TryGetValue(message.AppKey, out var lastAt) && message.Continuity != Continuity.Follows)
                foreach (var code in recorded.Of(message.AppKey) ?? recorded.All) Interrupt(code, lastAt, message.ReceivedAt);
            if (message.Kind == MessageKind.Data) Fold(message.Bytes, message.ReceivedAt, message.Epoch);
            _lastAt[message.AppKey] = message.ReceivedAt;
        }

        return _digest.Text();
    }

    public void Dispose()
    {
        _digest.Dispose();
        _meter.Dispose();
    }

    private void Begin(IEnumerable<Instrument> codes, ReferenceData reference, DateTimeOffset at)
    {
        var rules = new FoldRules(new FeedOptions(), reference);
        foreach (var code in codes)
        {
            var inbox = new AuctionInbox(code, 8192, new BatchBackpressure(1), rules, _meter, reference.LastTradingDay(code), RecordLayout.For(code)?.Ticks);
            _codes[code] = (inbox, new SubscriptionCursor(inbox, new LatestOutbox(Akka.Actor.Nobody.Instance, _meter, TimeProvider.System)));
            inbox.Offer(AuctionEvent.ClockTick(at));
            inbox.Offer(AuctionEvent.Resumed(at));
            inbox.Offer(AuctionEvent.Registered(at, RegistrationStatus.Active));
            inbox.Drain();
            _codes[code].Cursor.Begin();
            Note(code);
        }

        _nextTick = reference.Calendar.NextTickAfter(at);
    }

    private void Interrupt(Instrument code, DateTimeOffset lastAt, DateTimeOffset at)
    {
        Fold(code, AuctionEvent.Interrupted(lastAt, GapReason.ConnectionLost));
        Fold(code, AuctionEvent.Resumed(at));
        Fold(code, AuctionEvent.Registered(at, RegistrationStatus.Active));
    }

    private void Fold(byte[] message, DateTimeOffset at, int epoch)
    {
        var head = EnvelopeDecoder.Decode(message);
        Assert.Equal(DecodeError.None, RecordReader.Open(message, head, head.Layout!, out var reader));
        while (reader.TryRead(out var record, out var error))
        {
            Assert.Equal(DecodeError.None, error);
            _codes[record.Code].Inbox.Offer(record, AuctionPath.Ticks(at), timestamp: 0, epoch, place: default);
            _codes[record.Code].Inbox.Drain();
            Note(record.Code);
        }
    }

    private void Fold(Instrument code, in AuctionEvent happened)
    {
        _codes[code].Inbox.Offer(happened);
        _codes[code].Inbox.Drain();
        Note(code);
    }

    private void Note(Instrument code)
    {
        _changes.Clear();
        _codes[code].Cursor.Collect(_changes);
        foreach (ref readonly var change in _changes) _digest.Add(change);
    }
}
