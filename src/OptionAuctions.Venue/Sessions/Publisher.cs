using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Sends records to the sessions that are registered for them, as the scenario distorts them, and counts what was sent.</summary>
internal sealed class Publisher(int seed, Registry registry, ClientConnections connections, ScenarioPlayer player, SentCounts sent)
{
    /// <summary>Sends the records of one moment.</summary>
    public void Publish(IReadOnlyList<Print> prints, DateTimeOffset now)
    {
        if (prints.Count == 0 || !SendsData(now)) return; // what is not sent now is lost, not late
        var until = player.HeldUntil(now);
        foreach (var session in registry.Sessions.Open.ToArray())
        {
            registry.DropLate(session, now);
            foreach (var packed in MessagePacker.Pack(seed, session, prints, now))
                Publish(session, new Message(packed.Text, packed.TrId, [.. packed.Prints.Select(p => p.Code)]), until, now);
        }
    }

    /// <summary>
    /// Sends a recorded message, whole, to the sessions that are registered for one of its records; to all when its TR or code cannot be read.
    /// </summary>
    /// <returns>False when it went to all.</returns>
    public bool Publish(byte[] text, DateTimeOffset now)
    {
        var message = Message.Of(text);
        var (trId, codes) = message.Codes.Count > 0 ? (message.TrId, message.Codes) : RecordsOf.FirstCode(text);
        if (!SendsData(now)) return codes.Count > 0;
        var until = player.HeldUntil(now);
        foreach (var session in registry.Sessions.Open.ToArray())
        {
            registry.DropLate(session, now);
            if (codes.Count == 0 || codes.Any(code => session.Wants(new RegistrationKey(trId, code), now))) Publish(session, message, until, now);
        }

        return codes.Count > 0;
    }

    /// <summary>Sends a message of a test to every open session.</summary>
    public Task Broadcast(ReadOnlyMemory<byte> text, DateTimeOffset now)
    {
        var message = Message.Of(text);
        return Task.WhenAll(registry.Sessions.Open.ToArray().Select(session =>
        {
            var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Send(session, message, now, written);
            return written.Task;
        }));
    }

    /// <summary>Counts WebSocket frames that a load run wrote to a session by itself.</summary>
    public void CountSent(Session session, int frames, ReadOnlySpan<Instrument> codes, DateTimeOffset now)
    {
        session.Frames += frames;
        session.NextPingPong = now + player.At(now).PingPongEvery;
        sent.Frames += frames;
        foreach (var code in codes) Count(session, new RegistrationKey(KnownTrs.ExpectedExecution, code));
    }

    private bool SendsData(DateTimeOffset now) => player.At(now) is { NoData: false, Silent: false };

    private void Publish(Session session, Message whole, DateTimeOffset? heldUntil, DateTimeOffset now)
    {
        foreach (var message in MessagesOf(session, whole, now))
            if (heldUntil is { } at) connections.Later(session, at, now, () => Send(session, message, at));
            else Send(session, message, now);
    }

    private IEnumerable<Message> MessagesOf(Session session, Message whole, DateTimeOffset now)
    {
        session.FramesMade++;
        if (whole.Codes.Count == 0 || RecordLayout.Named(whole.TrId) is not { } layout) return [whole]; // no sentence is about what cannot be read
        var faults = player.DistortionsOf(layout, session.FramesMade, now).ToArray();
        if (faults.Length == 0 && (session.Kept is null || layout.Kind != RecordKind.ExpectedExecution)) return [whole];

        IReadOnlyList<byte[]> texts = [whole.Text.ToArray()];
        foreach (var fault in faults) texts = [.. texts.SelectMany(text => fault(text))];
        return Reordered(session, texts, faults).Select(text => Message.Of(text));
    }

    /// <summary>Holds a message back, to be sent behind the next one or joined with it.</summary>
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
        if (!connections.Send(session, WebSocketFraming.Text(message.Text.Span), now, written)) return;
        session.Frames++;
        session.NextPingPong = now + player.At(now).PingPongEvery;
        sent.Frames++;
        foreach (var code in message.Codes) Count(session, new RegistrationKey(message.TrId, code));
    }

    private void Count(Session session, RegistrationKey key)
    {
        session.Records++;
        sent.Sent(key.Code);
        if (session.Registrations.TryGetValue(key, out var registration)) registration.Records++;
    }

    /// <summary>A data message to be sent, and the codes of the records that can be read in it.</summary>
    private sealed record Message(ReadOnlyMemory<byte> Text, string TrId, IReadOnlyList<Instrument> Codes)
    {
        public static Message Of(ReadOnlyMemory<byte> text)
        {
            var (trId, codes) = RecordsOf.Message(text.Span);
            return new Message(text, trId, codes);
        }
    }
}
