using OptionAuctions.Venue.Market;
using OptionAuctions.Venue.Sockets;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Sessions;

/// <summary>
/// The session rules: who is registered for what, what a message is answered with, when a line is probed and when it is cut.
/// Decides and hands bytes to lines; reads no clock and no socket. One caller at a time.
/// </summary>
internal sealed class FrontDesk(VenueOptions options, MarketFeed feed, Ledger ledger)
{
    private readonly Slots _slots = new();
    private Dice _dice = Dice.For(options.Seed, "answers");

    public ApprovalDesk Approvals { get; } = new(options);
    public SessionBook Book { get; } = new();

    /// <summary>When a line is to be probed or cut next.</summary>
    public DateTimeOffset? NextDue => Book.Open.Select(DueOf).Min();

    public Session Connected(string path, ILine line, DateTimeOffset now)
    {
        var session = Book.Add(path, line, now);
        session.NextPingPong = now + (options.PingPongEvery / 2);
        return session;
    }

    /// <summary>A text message of a client.</summary>
    public void Received(Session session, ReadOnlyMemory<byte> text, DateTimeOffset now)
    {
        if (!session.IsOpen) return;
        var request = Request.Read(text);
        if (request.Kind == RequestKind.PingPong)
        {
            if (text.Span.SequenceEqual(session.LastPingPong)) session.PingPongsEchoed++;
            PingPongAnswered(session);
            return;
        }

        session.Requests++;
        var code = Decide(session, request, now);
        (string, string)? output = code == "OPSP0000" ? (_dice.Text(16), _dice.Text(32)) : null;
        Answer(session, AnswerCode.Of(code), request, output, now);
    }

    /// <summary>The client answered PINGPONG: as text, or by a Pong or Ping frame.</summary>
    public static void PingPongAnswered(Session session)
    {
        if (session.UnansweredSince is null) return;
        session.UnansweredSince = null;
        session.PingPongsAnswered++;
    }

    /// <summary>A session is over, for the first reason that was told.</summary>
    public void Ended(Session session, SessionEnd end, int? closeCode, DateTimeOffset now)
    {
        if (!session.IsOpen) return;
        (session.End, session.CloseCode) = (end, closeCode);
        _slots.Leave(session, now, end == SessionEnd.LostByClient ? options.SlotHeldAfterUncleanEnd : TimeSpan.Zero);
        foreach (var (trId, code) in session.Registrations.Keys) Unfollow(trId, code);
        Book.Close(session);
    }

    /// <summary>Ends a session from the venue's side with a reset.</summary>
    public void Cut(Session session, SessionEnd end, DateTimeOffset now)
    {
        Ended(session, end, null, now);
        session.Line.Reset();
    }

    /// <summary>Probes quiet lines, and cuts those that do not answer.</summary>
    public void Probe(DateTimeOffset now)
    {
        foreach (var session in Book.Open.Where(s => DueOf(s) <= now).ToArray())
        {
            if (session.UnansweredSince + options.PingPongAnswerWithin <= now)
            {
                Cut(session, SessionEnd.CutAsUnanswering, now);
                continue;
            }

            session.NextPingPong = now + options.PingPongEvery;
            session.UnansweredSince ??= now;
            session.LastPingPong = RequestEncoder.PingPong(now);
            session.PingPongs++;
            ledger.PingPongs++;
            Send(session, Framing.Text(session.LastPingPong), now);
        }
    }

    /// <summary>Sends records to whoever is registered for them.</summary>
    public void Publish(IReadOnlyList<Print> prints, DateTimeOffset now)
    {
        foreach (var session in Book.Open.ToArray())
            foreach (var frame in FramePacker.Pack(options.Seed, session, prints, now))
            {
                foreach (var print in frame.Prints)
                {
                    session.Registrations[(print.TrId, print.Code)].Records++;
                    ledger.Sent(print.Code);
                }

                SendData(session, frame.Text, frame.Prints.Count, now);
            }
    }

    /// <summary>Sends one data message and books it.</summary>
    public void SendData(Session session, ReadOnlySpan<byte> text, int records, DateTimeOffset now, TaskCompletionSource? written = null)
    {
        session.Frames++;
        session.Records += records;
        session.NextPingPong = now + options.PingPongEvery;
        ledger.Frames++;
        ledger.Records += records;
        Send(session, Framing.Text(text), now, written);
    }

    private static DateTimeOffset? DueOf(Session session) => session.NextPingPong;

    private string Decide(Session session, Request request, DateTimeOffset now)
    {
        if (request.Kind == RequestKind.Refused) return request.Refusal;
        if (session.AppKey is null)
        {
            if (Approvals.AppKeyOf(request.ApprovalKey, now) is not { } appKey) return "OPSP0011";
            if (!_slots.TryTake(appKey, session, now)) return "OPSP8996";
            session.AppKey = appKey;
        }

        var pair = (request.TrId, new OptionCode(request.TrKey));
        return request.Kind == RequestKind.Register ? Register(session, pair, now) : Release(session, pair);
    }

    private string Register(Session session, (string TrId, OptionCode Code) pair, DateTimeOffset now)
    {
        if (session.Registrations.ContainsKey(pair)) return "OPSP0002";
        if (session.Registrations.Count >= options.MaxRegistrations) return "OPSP0008";
        session.Registrations.Add(pair, new Registration());
        if (Speaks(pair.TrId)) feed.Follow(pair.Code, now);
        return "OPSP0000";
    }

    private string Release(Session session, (string TrId, OptionCode Code) pair)
    {
        if (!session.Registrations.Remove(pair)) return "OPSP0003";
        Unfollow(pair.TrId, pair.Code);
        return "OPSP0001";
    }

    private void Unfollow(string trId, OptionCode code)
    {
        if (Speaks(trId)) feed.Unfollow(code);
    }

    private static bool Speaks(string trId) => trId is KnownTrs.ExpectedExecution or KnownTrs.Trade;

    private void Answer(Session session, AnswerCode answer, Request request, (string, string)? output, DateTimeOffset now)
    {
        session.Answers++;
        ledger.Answered(answer.MessageCode);
        Send(session, Framing.Text(AnswerText.Of(answer, request.TrId, request.TrKey, output)), now);
    }

    private void Send(Session session, byte[] frame, DateTimeOffset now, TaskCompletionSource? written = null)
    {
        if (session.Line.Send(new Outgoing(frame, Written: written))) return;
        written?.TrySetResult();
        Cut(session, SessionEnd.CutAsTooSlow, now);
    }
}
