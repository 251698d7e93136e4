namespace OptionAuctions.Auctions;

/// <summary>The JSON form of an <see cref="AuctionSession"/>, with the members of that name.</summary>
internal sealed record AuctionSessionModel : IJsonModel<AuctionSession, AuctionSessionModel>
{
    public AuctionPhase Phase { get; init; }

    public CallKind Call { get; init; }

    /// <summary>Not read: it follows from the phase.</summary>
    public bool InCall { get; init; }

    public bool IsByClock { get; init; }

    public DateTimeOffset? Since { get; init; }

    public SessionState Clock { get; init; }

    public bool Disagrees { get; init; }

    /// <summary>The call by the clock when this call began.</summary>
    public CallKind BegunIn { get; init; }

    public static AuctionSessionModel Of(in AuctionSession session) => new()
    {
        Phase = session.Phase,
        Call = session.Call,
        InCall = session.InCall,
        IsByClock = session.IsByClock,
        Since = session.Since,
        Clock = session.Clock,
        Disagrees = session.Disagrees,
        BegunIn = session.Trading.BegunIn,
    };

    public AuctionSession ToValue()
    {
        var phase = new TradingPhase { Phase = Phase, Call = Call, BegunIn = BegunIn, Clock = Clock, IsByClock = IsByClock, Disagrees = Disagrees };
        phase.IsKnown = Since is not null;
        return new AuctionSession(phase, AuctionPath.Ticks(Since));
    }
}
