namespace OptionAuctions.Export.Tables;

/// <summary>One record of a message as the feed's own readers read it.</summary>
/// <param name="Forecast">Code, time, price and what else all records have; default when it was refused.</param>
/// <param name="OpeningPrice">Price of the day's first trade, of a trade.</param>
/// <param name="Detail">Quantities and quotes, where the TR has some.</param>
/// <param name="Error">Why it was refused; none otherwise.</param>
internal readonly record struct DecodedRecord(ExpectedExecution Forecast, Won OpeningPrice, RecordDetail? Detail, DecodeError Error);
