using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Handles the messages of clients, and answers them. Reads no clock and no socket; one caller at a time.</summary>
internal sealed class RequestHandler(
    int seed, Registry registry, ApprovalIssuer approvals, ClientConnections connections, ScenarioPlayer player, SentCounts sent, bool isPaper = false)
{
    private SeededRandom _dice = SeededRandom.For(seed, "answers");

    /// <summary>Handles a text message of a client.</summary>
    public void Received(Session session, ReadOnlyMemory<byte> text, DateTimeOffset now)
    {
        if (!session.IsOpen) return;
        var request = Request.Read(text);
        if (request.Kind == RequestKind.PingPong)
        {
            if (session.UnansweredSince is not null && text.Span.SequenceEqual(session.LastPingPong)) session.PingPongsEchoed++;
            Answered(session);
            return;
        }

        session.Requests++;
        var answer = AnswerCode.Of(Decide(session, request, now));
        (string, string)? output = answer.Meaning == Answer.Registered ? (_dice.Text(16), _dice.Text(32)) : null;
        Send(session, answer, AnswerText.Of(answer, request, output), now);
        if (answer.Meaning is Answer.ApprovalNotFound or Answer.AlreadyInUse) HangUp(session, now);
    }

    /// <summary>Handles a WebSocket Pong frame: an answer to PINGPONG, or an unsolicited keep-alive.</summary>
    public void Ponged(Session session, DateTimeOffset now)
    {
        var behaviour = player.At(now);
        if (session.UnansweredSince is null && behaviour.CutsOnUnaskedPong) registry.Cut(session, SessionEnd.CutByVenue, now);
        else if (!behaviour.OnlyTextAnswersPingPong) Answered(session);
    }

    /// <summary>Handles a WebSocket Ping frame, which answers PINGPONG too, and is answered by a Pong frame.</summary>
    public void Pinged(Session session, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        var behaviour = player.At(now);
        if (!behaviour.OnlyTextAnswersPingPong) Answered(session);
        if (behaviour.AnswersPing) connections.Send(session, WebSocketFraming.Frame(WebSocketFraming.Pong, payload), now);
    }

    /// <summary>Handles a WebSocket close frame, which frees the slot at once and is answered by the same.</summary>
    /// <returns>False when the scenario leaves it unanswered.</returns>
    public bool Closed(Session session, int code, ReadOnlySpan<byte> payload, DateTimeOffset now)
    {
        var (first, answers) = (session.IsOpen, player.At(now).AnswersClose);
        registry.Ended(session, SessionEnd.ClosedByClient, code, now);
        if (first && answers) session.Connection.Send(new Outgoing(WebSocketFraming.Frame(WebSocketFraming.Close, payload), Then: AfterWrite.Finish));
        return answers;
    }

    private static void Answered(Session session)
    {
        if (session.UnansweredSince is null) return;
        session.UnansweredSince = null;
        session.PingPongsAnswered++;
    }

    private string Decide(Session session, Request request, DateTimeOffset now)
    {
        if (request.Kind == RequestKind.Refused) return request.Refusal;
        if (isPaper && !PaperTrs.Has(request.TrId)) return "OPSP8991"; // as for a TR that there is nowhere, before keys and slots are looked at
        if (session.AppKey is null)
        {
            if (approvals.AppKeyOf(request.ApprovalKey, now) is not { } appKey) return "OPSP0011";
            if (request.Kind == RequestKind.Release) return "OPSP0003"; // a session without the slot holds nothing, and takes no slot by a release
            if (player.At(now).SlotTakenElsewhere || !registry.AppKeys.TryTakeSlot(appKey, session, now)) return "OPSP8996";
            session.AppKey = appKey;
        }

        return request.Kind == RequestKind.Register ? registry.Register(session, request.Key, now) : registry.Release(session, request.Key, now);
    }

    private void Send(Session session, AnswerCode answer, byte[] text, DateTimeOffset now)
    {
        var behaviour = player.At(now);
        session.AnswersMade++;
        if (IsTurn(behaviour.LoseAnswerEvery)) return;
        for (var copy = IsTurn(behaviour.DoubleAnswerEvery) ? 2 : 1; copy > 0; copy--)
            Delayed(session, now, at =>
            {
                if (!connections.Send(session, WebSocketFraming.Text(text), at)) return;
                session.Answers++;
                sent.Answered(answer.MessageCode);
            });

        bool IsTurn(int every) => every > 0 && session.AnswersMade % every == 0;
    }

    /// <summary>Ends the TCP connection of a session that was refused, behind the answer and without a WebSocket close frame.</summary>
    private void HangUp(Session session, DateTimeOffset now) => Delayed(session, now, at =>
    {
        if (session.IsOpen && !player.At(at).Silent)
            connections.SendLast(session, new Outgoing(default, Then: AfterWrite.HangUp), SessionEnd.CutAsRefused, null, at);
    });

    /// <summary>Does a part of an answer when the scenario has it done.</summary>
    private void Delayed(Session session, DateTimeOffset now, Action<DateTimeOffset> act)
    {
        var at = now + player.At(now).AnswerDelay;
        if (at > now) connections.Later(session, at, now, () => act(at));
        else act(now);
    }
}
