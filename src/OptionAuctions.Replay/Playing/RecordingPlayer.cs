using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>
/// Plays recorded messages into an <see cref="OfflineFeed"/> in virtual time. Before a message the clock moves to its time of arrival, from timer to timer;
/// each timer, and each batch of messages with one time of arrival, is handled by all actors before anything else happens.
/// </summary>
/// <param name="feed">The feed.</param>
/// <param name="clock">The clock of the feed and of its actor system.</param>
/// <param name="settle">Completes when all actors have handled everything.</param>
public sealed class RecordingPlayer(OfflineFeed feed, VirtualClock clock, Func<ValueTask> settle)
{
    private const int MessagesPerBatch = 64, BytesPerBatch = 128 << 10; // fewer records than a code's inbox holds by default

    private readonly ReadOnlyMemory<byte>[] _batch = new ReadOnlyMemory<byte>[MessagesPerBatch];
    private readonly Dictionary<int, Connection> _connections = []; // by app key

    /// <summary>Returns the codes of an app key, which have a gap when its messages are missing; by default, all that are registered.</summary>
    public Func<int, IReadOnlyCollection<Instrument>?> CodesOf { get; init; } = _ => null;

    /// <summary>Called before the clock moves to a moment; completes when it may. By default at once.</summary>
    public Func<DateTimeOffset, ValueTask>? Pace { get; init; }

    /// <summary>Called after each batch with what was played so far; completes when the next may come. By default at once.</summary>
    public Func<ReplayTotals, ValueTask>? AfterBatch { get; init; }

    /// <summary>What was played so far.</summary>
    public ReplayTotals Totals { get; private set; }

    /// <summary>Plays messages to their end. A clock that is later than the first of them does not go back.</summary>
    /// <param name="messages">The messages, as a recording has them.</param>
    /// <param name="stop">Ends the replay between two batches.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="McapException">A file is none of this format.</exception>
    public async Task PlayAsync(IEnumerable<RecordedMessage> messages, CancellationToken stop = default)
    {
        await using var ahead = new ReadAhead(messages);
        while (await ahead.NextAsync() is { } block)
        {
            for (var i = 0; i < block.Messages.Length;)
            {
                stop.ThrowIfCancellationRequested();
                await MoveToAsync(block.Messages[i].ReceivedAt);
                if (TakeGap(block.Messages[i])) await settle();
                i += Feed(block.Messages[i..]);
                await settle();
                if (AfterBatch is not null) await AfterBatch(Totals);
            }

            ahead.Return(block);
        }
    }

    private async ValueTask MoveToAsync(DateTimeOffset moment)
    {
        while (true)
        {
            if (Pace is not null) await Pace(clock.NoTimerBefore < moment ? clock.NoTimerBefore : moment);
            if (!clock.AdvanceToTimer(moment)) return;
            await settle();
        }
    }

    /// <summary>Notes the connection of a message, and gives its codes a gap where messages are missing before it.</summary>
    /// <returns>True when they have one.</returns>
    private bool TakeGap(in RecordedMessage message)
    {
        var isKnown = _connections.TryGetValue(message.AppKey, out var before);
        var isGap = isKnown && message.Continuity != Continuity.Follows;
        if (isGap)
        {
            feed.Reconnect(before.LastAt, CodesOf(message.AppKey));
            Totals = Totals with { Gaps = Totals.Gaps + 1 };
        }

        if (!isKnown || message.Continuity == Continuity.Reconnected) _connections[message.AppKey] = new Connection(message.ReceivedAt, 0);
        return isGap;
    }

    /// <summary>Feeds as many messages as make one batch.</summary>
    /// <returns>Their number.</returns>
    private int Feed(ReadOnlySpan<RecordedMessage> messages)
    {
        ref readonly var first = ref messages[0];
        var count = 1;
        switch (first.Kind)
        {
            case MessageKind.Data:
                count = Gather(messages);
                var connection = _connections[first.AppKey];
                feed.Receive(_batch.AsSpan(0, count), first.ReceivedAt, Math.Max(1, first.Epoch), connection.DataMessages + 1);
                _connections[first.AppKey] = new Connection(first.ReceivedAt, connection.DataMessages + count);
                break;
            case MessageKind.Cut:
                feed.RefuseCut(first.Bytes.Span, first.Epoch);
                _connections[first.AppKey] = _connections[first.AppKey] with { LastAt = first.ReceivedAt };
                Totals = Totals with { Cut = Totals.Cut + 1 };
                break;
            default:
                feed.PassOverControl();
                _connections[first.AppKey] = _connections[first.AppKey] with { LastAt = first.ReceivedAt };
                Totals = Totals with { Control = Totals.Control + 1 };
                break;
        }

        Totals = Totals.With(first.ReceivedAt, count);
        return count;
    }

    /// <summary>Gathers data messages that were received together on one connection.</summary>
    /// <returns>Their number.</returns>
    private int Gather(ReadOnlySpan<RecordedMessage> messages)
    {
        ref readonly var first = ref messages[0];
        var (count, bytes) = (0, 0);
        foreach (ref readonly var next in messages)
        {
            bytes += next.Bytes.Length;
            var isTogether = next.Kind == MessageKind.Data && next.ReceivedAt == first.ReceivedAt && next.AppKey == first.AppKey;
            if (count > 0 && (!isTogether || next.Continuity != Continuity.Follows || bytes > BytesPerBatch)) break;
            _batch[count++] = next.Bytes;
            if (count == MessagesPerBatch) break;
        }

        return count;
    }

    private readonly record struct Connection(DateTimeOffset LastAt, long DataMessages);
}
