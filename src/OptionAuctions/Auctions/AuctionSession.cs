using System.Text.Json.Serialization;
using OptionAuctions.Auctions;

namespace OptionAuctions;

/// <summary>
/// The phase of trading of one option and its call auction: by the venue's phase codes as far as there are any, else by the session clock. Where
/// the two contradict each other, <see cref="Disagrees"/> is true and the received codes are preferred, except that no code ends a call that
/// runs by the clock.
/// </summary>
[JsonConverter(typeof(ModelJsonConverter<AuctionSession, AuctionSessionModel>))]
public record struct AuctionSession
{
    private readonly TradingPhase _phase;
    private readonly long _since; // ticks, KST

    internal AuctionSession(TradingPhase phase, long since) => (_phase, _since) = (phase, since);

    /// <summary>Phase of trading.</summary>
    public readonly AuctionPhase Phase => _phase.Phase;

    /// <summary>The call that runs, or the one that has just crossed.</summary>
    public readonly CallKind Call => _phase.Call;

    /// <summary>True when phase and call come from the clock and no code confirmed them.</summary>
    public readonly bool IsByClock => _phase.IsByClock;

    /// <summary>When this phase of this call began, KST; <see langword="null"/> before anything is known.</summary>
    public readonly DateTimeOffset? Since => _since == 0 ? null : new DateTimeOffset(_since, MarketTime.Offset);

    /// <summary>Phase and call by the calendar, as of the newest record or the last minute.</summary>
    public readonly SessionState Clock => _phase.Clock;

    /// <summary>True when the codes contradict the clock by more than <see cref="AuctionOptions.ClockTolerance"/>.</summary>
    public readonly bool Disagrees => _phase.Disagrees;

    /// <summary>True while a call runs, so that an indicative price can be valid.</summary>
    public readonly bool InCall => _phase.InCall;

    internal readonly TradingPhase Trading => _phase;
}
