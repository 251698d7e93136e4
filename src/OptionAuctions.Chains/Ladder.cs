namespace OptionAuctions.Chains;

/// <summary>
/// The ladder of a chain: its indicative prices, a call and a put for each strike, and the prices of the share and the future. It is mutable and belongs
/// to one actor; others get a <see cref="ChainView"/>.
/// </summary>
/// <param name="chain">The chain.</param>
public sealed class Ladder(OptionChain chain)
{
    private readonly IndicativeQuote[] _calls = Empty(chain);
    private readonly IndicativeQuote[] _puts = Empty(chain);
    private readonly HashSet<Instrument> _refused = [], _followed = [];

    /// <summary>The chain of the prices.</summary>
    public OptionChain Chain => chain;

    /// <summary>The price of the share as it was given last; <see langword="null"/> before.</summary>
    public PriceInput? Spot { get; private set; }

    /// <summary>The price of the future that expires with the options, as it was given last; <see langword="null"/> before.</summary>
    public PriceInput? Future { get; private set; }

    /// <summary>Updates the price of the share. The last one that was given counts, whatever its moment is.</summary>
    /// <returns>True when more than the moment changes by that.</returns>
    public bool UpdateSpot(PriceInput spot)
    {
        var changed = IsChange(Spot, spot);
        Spot = spot;
        return changed;
    }

    /// <summary>Updates the price of the future. The last one that was given counts, whatever its moment is.</summary>
    /// <returns>True when more than the moment changes by that.</returns>
    public bool UpdateFuture(PriceInput future)
    {
        var changed = IsChange(Future, future);
        Future = future;
        return changed;
    }

    /// <summary>Sets the prices of share and future that were given before a restart, where none has been given since.</summary>
    /// <returns>True when one was set.</returns>
    internal bool Restore(PriceInput? spot, PriceInput? future)
    {
        var before = (Spot, Future);
        (Spot, Future) = (Spot ?? spot, Future ?? future);
        return before != (Spot, Future);
    }

    /// <summary>Updates the price of an option by the state of its auction.</summary>
    /// <returns>
    /// True when the view changes by that: a new price, one that is no longer current, a refusal, a code that is no longer followed. False for a
    /// code of another chain.
    /// </returns>
    public bool Update(in AuctionState auction)
    {
        if (!chain.TryPlace(auction.Code, out var row, out var isCall)) return false;
        var changed = auction.Registration == RegistrationStatus.Refused ? _refused.Add(auction.Code) : _refused.Remove(auction.Code);
        var isReleased = auction.Registration == RegistrationStatus.Released;
        if (isReleased) changed |= _followed.Remove(auction.Code);
        else _followed.Add(auction.Code); // which alone says nothing new
        var side = isCall ? _calls : _puts;
        var quote = isReleased ? IndicativeQuote.None : IndicativeQuote.Of(auction);
        changed |= !side[row].Says(quote);
        side[row] = quote;
        return changed;
    }

    /// <summary>Marks a code as refused: no price of it will come.</summary>
    /// <returns>True when it was not marked before.</returns>
    public bool Refuse(Instrument code) => chain.TryPlace(code, out _, out _) && _refused.Add(code);

    /// <summary>Returns the strikes with their quotes.</summary>
    internal QuotedStrike[] Rows()
    {
        var rows = chain.Strikes.Select((strike, row) => new QuotedStrike(strike, _calls[row], _puts[row])).ToArray();
        foreach (var code in _followed)
            if (chain.TryPlace(code, out var row, out _)) rows[row] = rows[row] with { IsFollowed = true };
        return rows;
    }

    /// <summary>Returns the refused codes, in the chain's order.</summary>
    internal IEnumerable<Instrument> Refused() => chain.Codes.Where(_refused.Contains);

    private static IndicativeQuote[] Empty(OptionChain chain) => [.. Enumerable.Repeat(IndicativeQuote.None, chain.Strikes.Count)];

    private static bool IsChange(PriceInput? before, PriceInput now) => before is null || before with { At = now.At } != now;
}
