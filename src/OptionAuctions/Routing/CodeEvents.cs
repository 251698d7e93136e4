using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Streams;
using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>What happens to codes beside their records: time passes, word of them is missing, their registrations stand elsewhere.</summary>
/// <remarks>What happens to a code that is not followed is passed over.</remarks>
internal sealed class CodeEvents(RouteTable routes)
{
    /// <summary>It is so late now, for every code.</summary>
    public void Passed(DateTimeOffset at)
    {
        foreach (var route in routes.All) routes.Offer(route, AuctionEvent.Passed(at));
    }

    /// <summary>No word of these codes since then.</summary>
    public void Interrupted(DateTimeOffset at, IEnumerable<OptionCode> codes)
    {
        foreach (var code in codes) Offer(code, AuctionEvent.Interrupted(at, GapReason.ConnectionLost));
    }

    /// <summary>Records were thrown away, and the next ones follow.</summary>
    public void Shed(ShedGap shed)
    {
        foreach (var code in shed.Codes)
        {
            Offer(code, AuctionEvent.Interrupted(shed.From, GapReason.Shed));
            Offer(code, AuctionEvent.Resumed(shed.To));
        }
    }

    /// <summary>Registrations stand elsewhere. Those for trades say nothing of an auction; one that is made ends the silence.</summary>
    public void Registered(IEnumerable<FeedProtocol.Registration> registrations)
    {
        foreach (var (topic, status, at, _) in registrations)
        {
            if (topic.Kind != RecordKind.ExpectedExecution) continue;
            if (status == RegistrationStatus.Active) Offer(topic.Code, AuctionEvent.Resumed(at));
            Offer(topic.Code, AuctionEvent.Registered(at, status));
        }
    }

    private void Offer(OptionCode code, in AuctionEvent happened)
    {
        if (routes.TryGet(code, out var route)) routes.Offer(route, happened);
    }
}
