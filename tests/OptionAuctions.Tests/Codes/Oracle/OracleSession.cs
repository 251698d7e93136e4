
namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// The phase of trading of one option and its call auction: by the venue's phase codes as far as there are any, else by the session clock. Where
/// the two contradict each other, <see cref="Disagrees"/> is true and the received codes are preferred, except that no code ends a call that
/// runs by the clock.
/// </summary>
internal record struct OracleSession
{
    internal long _since; // ticks, KST
    internal CallKind _begunIn; // the call by the clock when this call began

    /// <summary>Phase of trading.</summary>
    public AuctionPhase Phase { get; internal set; }

    /// <summary>The call that runs, or the one that has just crossed.</summary>
    public CallKind Call { get; internal set; }

    /// <summary>True when phase and call come from the clock and no code confirmed them.</summary>
    public bool IsByClock { get; internal set; }

    /// <summary>When this phase of this call began, KST; <see langword="null"/> before anything is known.</summary>
    public readonly DateTimeOffset? Since => _since == 0 ? null : new DateTimeOffset(_since, MarketTime.Offset);

    /// <summary>Phase and call by the calendar, as of the newest record or the last minute.</summary>
    public SessionState Clock { get; internal set; }

    /// <summary>True when the codes contradict the clock by more than <see cref="AuctionOptions.ClockTolerance"/>.</summary>
    public bool Disagrees { get; internal set; }

    /// <summary>True while a call runs, so that an indicative price can be valid.</summary>
    public readonly bool InCall => Phase is AuctionPhase.CallOpen or AuctionPhase.Indicative or AuctionPhase.NoCancel or AuctionPhase.Unknown;
}
