namespace OptionAuctions.Routing;

/// <summary>A trade and its position among the records of its batch.</summary>
/// <param name="AfterRecords">Number of <see cref="RecordBatch.Records"/> that came before it on the wire: 0 when none did.</param>
/// <param name="Trade">The trade.</param>
internal readonly record struct TradeMark(int AfterRecords, Trade Trade);
