namespace OptionAuctions.Venue;

/// <summary>An account that the venue accepts.</summary>
/// <param name="AppKey">The app key, not empty.</param>
/// <param name="AppSecret">Its secret, not empty.</param>
public sealed record VenueAccount(Secret AppKey, Secret AppSecret);
