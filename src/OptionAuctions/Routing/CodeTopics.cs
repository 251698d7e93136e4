using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>
/// The topics that the feed registers for a code: its expected executions and, where final prices need them, its trades; these in a second slot, or in the
/// same one by turns.
/// </summary>
/// <param name="takesTrades">False when no trades are needed.</param>
/// <param name="turns">When a slot is used for which; <see langword="null"/> when each kind has a slot of its own.</param>
internal sealed class CodeTopics(bool takesTrades, TopicTimes? turns = null)
{
    private const int TradePriority = -1;

    private RecordKind _turn = RecordKind.ExpectedExecution;

    /// <summary>True when forecasts and trades take turns. Then a forecast that is released is no end of a code.</summary>
    public bool TakesTurns => turns is not null;

    /// <summary>Creates the registrations of codes. Expected executions come first: where slots are scarce, trades get none.</summary>
    public IEnumerable<RoutingProtocol.Register> Register(IReadOnlyCollection<Instrument> codes)
    {
        if (turns is not null)
        {
            yield return new RoutingProtocol.Register([.. codes.Select(code => TopicOf(code, _turn))]);
            yield break;
        }

        yield return new RoutingProtocol.Register(Of(codes, RecordKind.ExpectedExecution));
        if (takesTrades && Trades(codes) is { Length: > 0 } trades) yield return new RoutingProtocol.Register(trades, TradePriority);
    }

    /// <summary>Creates the release of all topics of codes.</summary>
    public RoutingProtocol.Release Release(IReadOnlyCollection<Instrument> codes) => new(
        [.. Of(codes, RecordKind.ExpectedExecution), .. takesTrades ? Trades(codes) : []]);

    /// <summary>Goes on to the kind of record whose turn it is.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="codes">The codes that are followed.</param>
    /// <returns>
    /// What has to be released and what registered, in this order; nothing while the turn is the same. A code whose trades have no TR keeps its forecasts.
    /// </returns>
    public (RoutingProtocol.Release Release, RoutingProtocol.Register Register)? TakeTurn(DateTimeOffset now, IReadOnlyCollection<Instrument> codes)
    {
        if (turns is null) return null;
        var before = _turn;
        _turn = turns.KindAt(now);
        var swapped = codes.Where(code => TopicOf(code, before) != TopicOf(code, _turn)).ToArray();
        return swapped.Length == 0 ? null : (new RoutingProtocol.Release(Topics(before)), new RoutingProtocol.Register(Topics(_turn)));

        Topic[] Topics(RecordKind turn) => [.. swapped.Select(code => TopicOf(code, turn))];
    }

    /// <summary>
    /// The topic that a code's slot is used for at a turn: its trades, where it is an option's whose trades have a TR, else its forecasts. Those of a stock
    /// hold its order book, which is there in session too.
    /// </summary>
    private static Topic TopicOf(Instrument code, RecordKind turn)
    {
        var trades = new Topic(code, RecordKind.Trade);
        return turn == RecordKind.Trade && RecordLayout.For(trades) is { Segment: MarketSegment.Derivatives } ? trades : code;
    }

    /// <summary>The trades of those codes for which the venue has a TR of them.</summary>
    private static Topic[] Trades(IEnumerable<Instrument> codes) => [.. Of(codes, RecordKind.Trade).Where(topic => RecordLayout.For(topic) is not null)];

    private static Topic[] Of(IEnumerable<Instrument> codes, RecordKind kind) => [.. codes.Select(code => new Topic(code, kind))];
}
