namespace OptionAuctions.Venue.Scenarios;

/// <summary>One sentence of a scenario: when something happens, and what; of a fault of messages, also to which of them.</summary>
internal sealed record Clause(When When, IFault Fault, int EveryNth = 1, string TrId = "");
