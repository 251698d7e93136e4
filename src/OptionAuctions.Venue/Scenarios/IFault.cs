namespace OptionAuctions.Venue.Scenarios;

/// <summary>The effect of a scenario's sentence: a <see cref="Setting"/>, a <see cref="MessageFault"/> or a <see cref="VenueAction"/>.</summary>
internal interface IFault;
