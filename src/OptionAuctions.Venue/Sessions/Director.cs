using System.Text;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Does what a scenario says happens at a moment.</summary>
internal sealed class Director(Registry registry, ApprovalDesk approvals, Lines lines)
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly byte[] HalfAFrame = Framing.Text(Encoding.ASCII.GetBytes("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311"))[..30];
    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'0', Mebibyte)];

    /// <summary>No connection is taken before this moment.</summary>
    public DateTimeOffset DownUntil { get; private set; }

    public void Do(VenueAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case VenueAction.Restart restart:
                Each(session => registry.Cut(session, SessionEnd.CutByVenue, now));
                registry.AppKeys.Clear();
                approvals.Forget();
                DownUntil = now + restart.For;
                break;
            case VenueAction.ForgetKeys:
                approvals.Forget();
                break;
            case VenueAction.Cut:
                Each(session => registry.Cut(session, SessionEnd.CutByVenue, now));
                break;
            case VenueAction.CutMidFrame:
                Each(session => EndBehind(session, HalfAFrame, ThenDo.HangUp, SessionEnd.CutByVenue, null, now));
                break;
            case VenueAction.Close close:
                Each(session => EndBehind(session, Framing.CloseWith(close.Code), ThenDo.GoOn, SessionEnd.ClosedByVenue, close.Code, now));
                break;
            case VenueAction.Unfinished unfinished:
                Each(session => Flood(session, unfinished.Mebibytes));
                break;
            case VenueAction.Say say:
                Each(session => lines.Send(session, Framing.Text(say.Bytes), now));
                break;
        }
    }

    private void Each(Action<Session> act)
    {
        foreach (var session in registry.Book.Open.ToArray()) act(session);
    }

    private void EndBehind(Session session, byte[] bytes, ThenDo then, SessionEnd end, int? code, DateTimeOffset now)
    {
        var taken = session.Line.Send(new Outgoing(bytes, Then: then));
        registry.Ended(session, end, code, now);
        if (!taken) session.Line.Reset();
    }

    private static void Flood(Session session, int mebibytes)
    {
        session.IsUnfinished = true;
        session.Line.Send(new Outgoing(Framing.Frame(Framing.TextMessage, Filler, last: false)));
        if (mebibytes > 1) session.Line.Send(new Outgoing(Framing.Frame(Framing.Continuation, Filler, last: false), Times: mebibytes - 1));
    }
}
