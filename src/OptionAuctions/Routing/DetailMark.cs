namespace OptionAuctions.Routing;

/// <summary>Quantities and quotes, and their position among the records of their batch.</summary>
/// <param name="AfterRecords">Number of <see cref="RecordBatch.Records"/> that came before on the wire.</param>
/// <param name="Instrument">The instrument of an order book; <c>default</c> when this belongs to the record that follows.</param>
/// <param name="Detail">The values.</param>
internal readonly record struct DetailMark(int AfterRecords, Instrument Instrument, RecordDetail Detail);
