namespace OptionAuctions.Venue.Scenarios;

/// <summary>The effect of a sentence that changes data messages before they are sent.</summary>
internal sealed record MessageFault(Distortion Distort) : IFault;
