using OptionAuctions.Wire;

namespace OptionAuctions.Streams;

/// <summary>A trade and its place among the records of its batch.</summary>
/// <param name="AfterRecords">How many of <see cref="RecordBatch.Records"/> came before it on the wire: 0 when none did.</param>
/// <param name="Trade">The trade.</param>
public readonly record struct TradeMark(int AfterRecords, Trade Trade);
