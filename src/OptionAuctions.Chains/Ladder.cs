namespace OptionAuctions.Chains;

/// <summary>
/// The ladder of a chain: its indicative prices, a call and a put for each strike. It is mutable and belongs to one actor; others get a
/// <see cref="ChainView"/>.
/// </summary>
/// <param name="chain">The chain.</param>
public sealed class Ladder(OptionChain chain)
{
    private readonly IndicativeQuote[] _calls = Empty(chain);
    private readonly IndicativeQuote[] _puts = Empty(chain);
    private readonly HashSet<Instrument> _refused = [];

    /// <summary>The chain of the prices.</summary>
    public OptionChain Chain => chain;

    /// <summary>Updates the price of an option by the state of its auction.</summary>
    /// <returns>
    /// True when the view changes by that: a new price, one that is no longer current, a refusal. False for a code of another chain.
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

    /// <summary>Marks a code as refused: no price of it will come.</summary>
    /// <returns>True when it was not marked before.</returns>
    public bool Refuse(Instrument code) => chain.TryPlace(code, out _, out _) && _refused.Add(code);

    /// <summary>Returns the strikes with the prices that exist and are current.</summary>
    internal PricedStrike[] Priced() =>
        [.. chain.Strikes.Select((strike, row) => new PricedStrike(strike, _calls[row].Current, _puts[row].Current))];

    /// <summary>Returns the quotes of the call and the put of a row.</summary>
    internal (IndicativeQuote Call, IndicativeQuote Put) At(int row) => (_calls[row], _puts[row]);

    /// <summary>Returns the refused codes, in the chain's order.</summary>
    internal IEnumerable<Instrument> Refused() => chain.Codes.Where(_refused.Contains);

    private static IndicativeQuote[] Empty(OptionChain chain) => [.. Enumerable.Repeat(IndicativeQuote.None, chain.Strikes.Count)];
}
