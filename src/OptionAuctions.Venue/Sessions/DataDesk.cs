using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Sends records to whoever is registered for them, as the scenario leaves them, and books what went out.</summary>
internal sealed class DataDesk(int seed, Registry registry, Lines lines, Stage stage, Ledger ledger)
{
    /// <summary>The records of one moment.</summary>
    public void Publish(IReadOnlyList<Print> prints, DateTimeOffset now)
    {
        if (prints.Count == 0 || stage.At(now) is { NoData: true } or { Silent: true }) return; // what nobody is told is lost, not late
        var until = stage.HeldUntil(now);
        foreach (var session in registry.Book.Open.ToArray())
        {
            registry.DropLate(session, now);
            foreach (var frame in FramePacker.Pack(seed, session, prints, now))
                foreach (var message in Staged(session, frame, now))
                    if (until is { } at) lines.Later(session, at, now, () => Send(session, message, at));
                    else Send(session, message, now);
        }
    }

    /// <summary>A message of a test, to every session.</summary>
    public Task Broadcast(ReadOnlyMemory<byte> text, DateTimeOffset now)
    {
        var message = new Message(text, KnownTrs.ExpectedExecution, RecordsOf.Message(text.Span));
        return Task.WhenAll(registry.Book.Open.ToArray().Select(session =>
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Send(session, message, now, written);
            return written.Task;
        }));
    }

    /// <summary>Books what was written past this desk.</summary>
    public void Book(Session session, int frames, ReadOnlySpan<OptionCode> codes, DateTimeOffset now)
    {
        session.Frames += frames;
        session.NextPingPong = now + stage.At(now).PingPongEvery;
        ledger.Frames += frames;
        foreach (var code in codes) Count(session, (KnownTrs.ExpectedExecution, code));
    }

    private IEnumerable<Message> Staged(Session session, PackedFrame frame, DateTimeOffset now)
    {
        session.FramesMade++;
        var whole = new Message(frame.Text, frame.TrId, [.. frame.Prints.Select(p => p.Code)]);
        if (frame.TrId != KnownTrs.ExpectedExecution) return [whole];

        var faults = stage.DoneTo(session.FramesMade, now).ToArray();
        if (faults.Length == 0 && session.Kept is null) return [whole];

        IReadOnlyList<byte[]> texts = [frame.Text];
        foreach (var fault in faults) texts = [.. texts.SelectMany(text => fault(text))];
        return Reordered(session, texts, faults).Select(text => new Message(text, frame.TrId, RecordsOf.Message(text)));
    }

    /// <summary>Keeps a message for the next one to pass, or to be joined with.</summary>
    private static IReadOnlyList<byte[]> Reordered(Session session, IReadOnlyList<byte[]> texts, Distortion[] faults)
    {
        if (session.Kept is { } kept)
        {
            session.Kept = null;
            return kept.Joins && texts.Count > 0 ? [[.. kept.Text, (byte)'\n', .. texts[0]], .. texts.Skip(1)] : [.. texts, kept.Text];
        }

        var joins = faults.Contains(Distortions.JoinWithNext);
        if (texts.Count == 0 || (!joins && !faults.Contains(Distortions.SwapWithNext))) return texts;
        session.Kept = (texts[0], joins);
        return [.. texts.Skip(1)];
    }

    private void Send(Session session, Message message, DateTimeOffset now, TaskCompletionSource? written = null)
    {
        if (!lines.Send(session, Framing.Text(message.Text.Span), now, written)) return;
        session.Frames++;
        session.NextPingPong = now + stage.At(now).PingPongEvery;
        ledger.Frames++;
        foreach (var code in message.Codes) Count(session, (message.TrId, code));
    }

    private void Count(Session session, (string TrId, OptionCode Code) pair)
    {
        session.Records++;
        ledger.Sent(pair.Code);
        if (session.Registrations.TryGetValue(pair, out var registration)) registration.Records++;
    }

    /// <summary>A data message on its way, and the codes of the records that can be read in it.</summary>
    private sealed record Message(ReadOnlyMemory<byte> Text, string TrId, IReadOnlyList<OptionCode> Codes);
}
