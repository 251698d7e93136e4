namespace OptionAuctions.History;

/// <summary>Figures of an auction that are counted over all calls, as they were when it was last seen.</summary>
/// <param name="Call">Number of the call.</param>
/// <param name="Revision">Records so far.</param>
/// <param name="Gaps">Gaps so far.</param>
/// <param name="OddRecords">Odd records so far.</param>
internal sealed record FiguresBefore(int Call, long Revision, int Gaps, long OddRecords);
