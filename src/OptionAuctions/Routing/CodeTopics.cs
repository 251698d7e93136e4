using OptionAuctions.Connection;
using OptionAuctions.Wire;

namespace OptionAuctions.Routing;

/// <summary>What a feed is asked for so that codes are heard of: their forecasts and, where somebody takes them, their trades.</summary>
/// <param name="takesTrades">False when trades are nobody's.</param>
internal sealed class CodeTopics(bool takesTrades)
{
    private const int TradePriority = -1;

    /// <summary>Forecasts first: where slots are scarce, it is trades that go without.</summary>
    public IEnumerable<FeedProtocol.Want> Wanted(IReadOnlyCollection<OptionCode> codes)
    {
        yield return new FeedProtocol.Want(Of(codes, RecordKind.ExpectedExecution));
        if (takesTrades) yield return new FeedProtocol.Want(Of(codes, RecordKind.Trade), TradePriority);
    }

    /// <summary>All that was wanted for these codes.</summary>
    public FeedProtocol.Unwant Unwanted(IReadOnlyCollection<OptionCode> codes) => new(
        [.. Of(codes, RecordKind.ExpectedExecution), .. takesTrades ? Of(codes, RecordKind.Trade) : []]);

    private static Topic[] Of(IEnumerable<OptionCode> codes, RecordKind kind) => [.. codes.Select(code => new Topic(code, kind))];
}
