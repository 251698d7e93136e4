namespace OptionAuctions.Venue.Scenarios;

/// <summary>One sentence of a scenario: when something happens, and what.</summary>
internal sealed record Clause(When When, IFault Fault, int EveryNth = 1);
