namespace OptionAuctions.Venue.Scenarios;

/// <summary>The effect of a sentence that changes the venue's behaviour for as long as the sentence applies.</summary>
internal sealed record Setting(Func<Behaviour, Behaviour> Change) : IFault;
