namespace OptionAuctions.Auctions;

/// <summary>Phase and call of trading, by the venue's codes and by the clock, in eight bytes.</summary>
internal record struct TradingPhase
{
    public AuctionPhase Phase;
    public CallKind Call;

    /// <summary>The call by the clock when this call began.</summary>
    public CallKind BegunIn;

    /// <summary>Phase and call by the calendar.</summary>
    public SessionState Clock;

    /// <summary>True when phase and call come from the clock and no code confirmed them.</summary>
    public bool IsByClock;

    /// <summary>True when the codes contradict the clock.</summary>
    public bool Disagrees;

    /// <summary>False before anything is known.</summary>
    public bool IsKnown;

    /// <summary>True while a call runs, so that an indicative price can be valid.</summary>
    public readonly bool InCall => Phase is AuctionPhase.CallOpen or AuctionPhase.Indicative or AuctionPhase.NoCancel or AuctionPhase.Unknown;
}
