using OptionAuctions.Codes;
using OptionAuctions.Wire;

namespace OptionAuctions.Market.Chains;

/// <summary>
/// The indicative prices of a chain, a call and a put for each strike. Filled in place: it belongs to one actor, and others get a
/// <see cref="ChainView"/>.
/// </summary>
/// <param name="chain">Whose prices they are.</param>
public sealed class Ladder(OptionChain chain)
{
    private readonly IndicativeQuote[] _calls = Empty(chain);
    private readonly IndicativeQuote[] _puts = Empty(chain);
    private readonly HashSet<OptionCode> _refused = [];

    /// <summary>Whose prices they are.</summary>
    public OptionChain Chain => chain;

    /// <summary>Takes over what an auction says now.</summary>
    /// <returns>
    /// True when that makes another view: a new price, one no longer current, a refusal. False for a code of another chain.
    /// </returns>
    public bool Update(in AuctionState auction)
    {
        if (!chain.TryPlace(auction.Code, out var row, out var isCall)) return false;
        var changed = auction.Registration == RegistrationStatus.Refused ? _refused.Add(auction.Code) : _refused.Remove(auction.Code);
        var side = isCall ? _calls : _puts;
        var quote = IndicativeQuote.Of(auction);
        changed |= side[row] != quote;
        side[row] = quote;
        return changed;
    }

    /// <summary>Notes that nothing will be heard of a code.</summary>
    /// <returns>True when that is new.</returns>
    public bool Refuse(OptionCode code) => chain.TryPlace(code, out _, out _) && _refused.Add(code);

    /// <summary>What counts now: prices that are there and current.</summary>
    internal PricedStrike[] Priced() =>
        [.. chain.Strikes.Select((strike, row) => new PricedStrike(strike, _calls[row].Current, _puts[row].Current))];

    /// <summary>The call's and the put's price of a row.</summary>
    internal (IndicativeQuote Call, IndicativeQuote Put) At(int row) => (_calls[row], _puts[row]);

    /// <summary>Codes of which nothing will be heard, in the chain's order.</summary>
    internal IEnumerable<OptionCode> Refused() => chain.Codes.Where(_refused.Contains);

    private static IndicativeQuote[] Empty(OptionChain chain) => [.. Enumerable.Repeat(IndicativeQuote.None, chain.Strikes.Count)];
}
