using OptionAuctions.Codes;

namespace OptionAuctions.Routing;

/// <summary>Passes the events of codes other than their records to the inboxes: clock ticks, interruptions, changes of registrations.</summary>
/// <remarks>An event of a code that is not followed is ignored.</remarks>
/// <param name="routes">The codes that are followed.</param>
/// <param name="takesTurns">True when forecasts are released for the time in which trades have their slots.</param>
internal sealed class CodeEvents(RouteTable routes, bool takesTurns = false)
{
    /// <summary>Passes a tick of the session clock to every code.</summary>
    public void ClockTick(DateTimeOffset at)
    {
        foreach (var route in routes.All) routes.Offer(route, AuctionEvent.ClockTick(at));
    }

    /// <summary>Interrupts these codes from a moment on: their connection was lost.</summary>
    public void Interrupted(DateTimeOffset at, IEnumerable<Instrument> codes)
    {
        foreach (var code in codes) Offer(code, AuctionEvent.Interrupted(at, GapReason.ConnectionLost));
    }

    /// <summary>
    /// Interrupts the codes that have begun to lose records, and resumes all that lost some when that is over. A batch follows, with which they are woken.
    /// </summary>
    public void Shed(ShedGap shed)
    {
        foreach (var loss in shed.Losses)
        {
            if (!routes.TryGet(loss.Code, out var route)) continue;
            routes.OfferWithNextBatch(route, AuctionEvent.Interrupted(loss.From, GapReason.Shed)); // without effect where it is known
            if (shed.IsOver) routes.OfferWithNextBatch(route, AuctionEvent.ShedNoMore(loss.To, loss.Epoch, loss.LastMessage));
        }
    }

    /// <summary>Passes on the new status of registrations. Those for trades do not concern an auction; one that is active ends an interruption.</summary>
    public void Registered(IEnumerable<RoutingProtocol.Registration> registrations)
    {
        foreach (var (topic, status, at, _) in registrations)
        {
            if (topic.Kind != RecordKind.ExpectedExecution) continue;
            if (takesTurns && status == RegistrationStatus.Released) continue; // its turn is over; the code is followed still, or has no route
            if (status == RegistrationStatus.Active) Offer(topic.Code, AuctionEvent.Resumed(at));
            Offer(topic.Code, AuctionEvent.Registered(at, status));
        }
    }

    private void Offer(Instrument code, in AuctionEvent auctionEvent)
    {
        if (routes.TryGet(code, out var route)) routes.Offer(route, auctionEvent);
    }
}
