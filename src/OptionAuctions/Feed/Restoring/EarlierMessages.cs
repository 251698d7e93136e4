using OptionAuctions.Codes;
using OptionAuctions.Feed.Dialing;
using OptionAuctions.Routing;
using OptionAuctions.Streams;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Feed.Restoring;

/// <summary>
/// The fold of the messages that an earlier process of the day received, to the auctions of their codes. Records, answers of the venue, gaps between messages
/// and the ticks of the session clock become the events that they were then. Reads no clock.
/// </summary>
/// <remarks>
/// The moment at which a connection was lost is in no message: the gap begins with the last message before it. What is no record of this day, or lies ahead, is
/// passed over and counted.
/// </remarks>
internal sealed class EarlierMessages
{
    private readonly FeedOptions _options;
    private readonly ReferenceData _reference;
    private readonly FoldRules _rules, _stockRules;
    private readonly FeedMeter _meter; // of this fold alone: the process that received the messages has counted them
    private readonly RecordDecoder _decoder;
    private readonly DateTimeOffset _now;
    private readonly HashSet<Instrument> _wanted;
    private readonly Func<DateTimeOffset, long> _timestampOf;
    private readonly Dictionary<Instrument, EarlierCode> _codes = [];
    private readonly Dictionary<int, EarlierConnection> _connections = [];
    private DateTimeOffset _tickedAt, _nextTick;

    /// <summary>Nothing is folded yet.</summary>
    /// <param name="options">The options of the feed that begins.</param>
    /// <param name="reference">Calendar, phase codes and series.</param>
    /// <param name="time">The feed's clock, which is asked now and not again.</param>
    /// <param name="meter">Counts what is folded, apart from the counts of the feed.</param>
    public EarlierMessages(FeedOptions options, ReferenceData reference, TimeProvider time, FeedMeter meter)
    {
        (_options, _reference, _meter, _decoder) = (options, reference, meter, new RecordDecoder(meter));
        (_rules, _stockRules) = (new FoldRules(options, reference), new FoldRules(options, reference, MarketSegment.Stocks));
        _now = MarketTime.Now(time);
        _wanted = options.Codes.Select(code => new Instrument(code)).ToHashSet();
        var (timestamp, perTick) = (time.GetTimestamp(), time.TimestampFrequency / (double)TimeSpan.TicksPerSecond);
        _timestampOf = at => timestamp - (long)((_now - at).Ticks * perTick);
    }

    /// <summary>Number of messages that were folded.</summary>
    public long Messages { get; private set; }

    /// <summary>Number of messages that were not: they are of another day, or of a moment that is still to come.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Number of records and trades that were folded.</summary>
    public long Records { get; private set; }

    /// <summary>When the last message was received, KST; <see langword="null"/> when there was none.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Folds a message.</summary>
    public void Add(ReceivedMessage message)
    {
        var at = message.ReceivedAt.ToOffset(MarketTime.Offset);
        if (at.Date != _now.Date || at > _now)
        {
            PassedOver++;
            return;
        }

        Messages++;
        LastAt = at;
        TickUntil(at);
        if (!_connections.TryGetValue(message.AppKey, out var connection)) _connections[message.AppKey] = connection = new EarlierConnection();
        OnLink(connection.Take(message, out var lastAt), message, lastAt);
        if (message.IsCut) return;
        if (message.IsControl) OnAnswer(message, at);
        else OnRecords(message, at);
    }

    /// <summary>Ends the fold with the gap in which no process received anything, and returns the auctions.</summary>
    public RestoredAuctions End()
    {
        foreach (var (appKey, connection) in _connections)
            Interrupt(appKey, connection.LastAt!.Value);
        if (Messages > 0) TickUntil(_now);
        foreach (var code in _codes.Values) code.Fold.Apply(AuctionEvent.Registered(_now, RegistrationStatus.Pending));
        return new RestoredAuctions(DateOnly.FromDateTime(_now.Date), _codes.ToDictionary(code => code.Key, code => code.Value.Fold));
    }

    /// <summary>Ticks the session clock as it did then: at the start of the process, and whenever a session may have changed.</summary>
    private void TickUntil(DateTimeOffset at)
    {
        if (_tickedAt == default) (_tickedAt, _nextTick) = (at, _reference.Calendar.NextTickAfter(at));
        for (; _nextTick <= at; _nextTick = _reference.Calendar.NextTickAfter(_nextTick))
        {
            foreach (var code in _codes.Values) code.Fold.Apply(AuctionEvent.ClockTick(_nextTick));
            _tickedAt = _nextTick;
        }
    }

    private void OnLink(EarlierConnection.Link link, in ReceivedMessage message, DateTimeOffset lastAt)
    {
        if (link == EarlierConnection.Link.Reconnected) Interrupt(message.AppKey, lastAt);
        if (link != EarlierConnection.Link.MessagesMissing) return;
        foreach (var fold in Of(message.AppKey))
        {
            fold.Apply(AuctionEvent.Interrupted(lastAt, GapReason.Shed));
            fold.Apply(AuctionEvent.ShedNoMore(message.ReceivedAt, epoch: 0, message.Number - 1));
        }
    }

    private void Interrupt(int appKey, DateTimeOffset at)
    {
        foreach (var fold in Of(appKey)) fold.Apply(AuctionEvent.Interrupted(at, GapReason.ConnectionLost));
    }

    private void OnAnswer(in ReceivedMessage message, DateTimeOffset at)
    {
        if (!ControlMessage.TryDecode(message.Bytes.ToArray(), out var answer) || answer.IsPingPong) return;
        var (subject, reaction) = (answer.Subject, Verdict.On(answer.Meaning).Reaction);
        if (subject.Code.IsNone || subject.Layout is { Kind: not RecordKind.ExpectedExecution } || !Verdict.IsAttributable(subject, reaction)) return;
        if (reaction == Reaction.Release && _options.Auctions.TakesTurns) return; // its turn is over; the code is followed still
        if (CodeOf(subject.Code, message.AppKey) is not { } fold) return;
        switch (reaction)
        {
            case Reaction.Activate:
                fold.Apply(AuctionEvent.Resumed(at));
                fold.Apply(AuctionEvent.Registered(at, RegistrationStatus.Active));
                break;
            case Reaction.Release:
                fold.Apply(AuctionEvent.Interrupted(at, GapReason.ConnectionLost));
                fold.Apply(AuctionEvent.Registered(at, RegistrationStatus.Released));
                break;
            case Reaction.RefuseCode:
                fold.Apply(AuctionEvent.Registered(at, RegistrationStatus.Refused));
                break;
        }
    }

    private void OnRecords(in ReceivedMessage message, DateTimeOffset at)
    {
        using var batch = RecordBatch.Rent(epoch: 0, at, timestamp: _timestampOf(at), firstMessage: message.Number); // no epoch of this process
        _decoder.Decode(message.Bytes, batch);
        var details = 0;
        for (var i = 0; i <= batch.Records.Length; i++)
        {
            for (; details < batch.Details.Length && batch.Details[details] is { Instrument.IsNone: false } book && book.AfterRecords == i; details++)
                Fold(CodeOf(book.Instrument, message.AppKey), AuctionEvent.Book(at), book.Detail);
            if (i == batch.Records.Length) break;
            var detail = details < batch.Details.Length && batch.Details[details].AfterRecords == i ? batch.Details[details++].Detail : null;
            ref readonly var record = ref batch.Records[i];
            Fold(CodeOf(record.Code, message.AppKey), AuctionEvent.Of(record, AuctionPath.Ticks(at), batch.Timestamp, epoch: 0, batch.Places[i]), detail);
        }

        if (_options.Auctions.FinalPrice == FinalPriceSource.None) return;
        foreach (var mark in batch.Trades) Fold(CodeOf(mark.Trade.Code, message.AppKey), AuctionEvent.Of(mark.Trade, at));
    }

    private void Fold(AuctionFold? fold, in AuctionEvent auctionEvent, RecordDetail? detail = null)
    {
        if (fold is null) return;
        fold.Apply(auctionEvent, detail);
        Records++;
    }

    private IEnumerable<AuctionFold> Of(int appKey) => _codes.Values.Where(code => code.AppKey == appKey).Select(code => code.Fold);

    /// <summary>The fold of a code, which an app key has from here on; none for a code beyond the maximum number that is not listed.</summary>
    private AuctionFold? CodeOf(Instrument code, int appKey)
    {
        if (_codes.TryGetValue(code, out var known))
        {
            known.AppKey = appKey;
            return known.Fold;
        }

        if (code.IsNone || (_codes.Count >= _options.Auctions.MaxCodes && !_wanted.Contains(code))) return null;
        var layout = RecordLayout.For(code);
        var fold = new AuctionFold(
            code, _reference.LastTradingDay(code), layout?.Segment == MarketSegment.Stocks ? _stockRules : _rules, _meter, layout?.Ticks);
        fold.Apply(AuctionEvent.ClockTick(_tickedAt));
        _codes[code] = new EarlierCode(fold) { AppKey = appKey };
        return fold;
    }

    private sealed class EarlierCode(AuctionFold fold)
    {
        public AuctionFold Fold => fold;

        public int AppKey { get; set; }
    }
}
