using System.Text;
using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Sessions;

/// <summary>Runs the actions of scenarios.</summary>
internal sealed class ActionRunner(Registry registry, ApprovalIssuer approvals, ClientConnections connections)
{
    private const int Mebibyte = 1024 * 1024;
    private static readonly byte[] HalfAFrame = WebSocketFraming.Text(
        Encoding.ASCII.GetBytes("0|H0ZOANC0|001|B11612083^084512^1060.00^-120.00^5^-10.17^311"))[..30];
    private static readonly byte[] Filler = [.. Enumerable.Repeat((byte)'0', Mebibyte)];

    /// <summary>Moment before which no connection is accepted.</summary>
    public DateTimeOffset DownUntil { get; private set; }

    public void Do(VenueAction action, DateTimeOffset now)
    {
        switch (action)
        {
            case VenueAction.Restart restart:
                ForEach(session => registry.Cut(session, SessionEnd.CutByVenue, now));
                registry.AppKeys.Clear();
                approvals.Forget();
                DownUntil = now + restart.For;
                break;
            case VenueAction.ForgetKeys:
                approvals.Forget();
                break;
            case VenueAction.Cut:
                ForEach(session => registry.Cut(session, SessionEnd.CutByVenue, now));
                break;
            case VenueAction.CutMidFrame:
                ForEach(session => connections.SendLast(
                    session, new Outgoing(HalfAFrame, Then: AfterWrite.HangUp), SessionEnd.CutByVenue, null, now));
                break;
            case VenueAction.Close close:
                ForEach(session => connections.SendLast(
                    session, new Outgoing(WebSocketFraming.CloseWith(close.Code)), SessionEnd.ClosedByVenue, close.Code, now));
                break;
            case VenueAction.Unfinished unfinished:
                ForEach(session => Flood(session, unfinished.Mebibytes));
                break;
            case VenueAction.Say say:
                ForEach(session => connections.Send(session, WebSocketFraming.Text(say.Bytes), now));
                break;
        }
    }

    private void ForEach(Action<Session> act)
    {
        foreach (var session in registry.Sessions.Open.ToArray()) act(session);
    }

    private static void Flood(Session session, int mebibytes)
    {
        session.IsUnfinished = true;
        session.Connection.Send(new Outgoing(WebSocketFraming.Frame(WebSocketFraming.TextMessage, Filler, last: false)));
        if (mebibytes == 1) return;
        var continuation = WebSocketFraming.Frame(WebSocketFraming.Continuation, Filler, last: false);
        session.Connection.Send(new Outgoing(continuation, Times: mebibytes - 1));
    }
}
