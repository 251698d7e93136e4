using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>The topics that the feed registers for a code: its expected executions and, where final prices need them, its trades.</summary>
/// <param name="takesTrades">False when no trades are needed.</param>
internal sealed class CodeTopics(bool takesTrades)
{
    private const int TradePriority = -1;

    /// <summary>Creates the registrations of codes. Expected executions come first: where slots are scarce, trades get none.</summary>
    public IEnumerable<RoutingProtocol.Register> Register(IReadOnlyCollection<Instrument> codes)
    {
        yield return new RoutingProtocol.Register(Of(codes, RecordKind.ExpectedExecution));
        if (takesTrades && Trades(codes) is { Length: > 0 } trades) yield return new RoutingProtocol.Register(trades, TradePriority);
    }

    /// <summary>Creates the release of all topics of codes.</summary>
    public RoutingProtocol.Release Release(IReadOnlyCollection<Instrument> codes) => new(
        [.. Of(codes, RecordKind.ExpectedExecution), .. takesTrades ? Trades(codes) : []]);

    /// <summary>The trades of those codes for which the venue has a TR of them.</summary>
    private static Topic[] Trades(IEnumerable<Instrument> codes) => [.. Of(codes, RecordKind.Trade).Where(topic => RecordLayout.For(topic) is not null)];

    private static Topic[] Of(IEnumerable<Instrument> codes, RecordKind kind) => [.. codes.Select(code => new Topic(code, kind))];
}
