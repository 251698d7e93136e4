namespace OptionAuctions.Venue.Market;

/// <summary>One level of an order book; the default is a level without orders.</summary>
/// <param name="Price">Won.</param>
/// <param name="Quantity">Contracts or shares at it.</param>
/// <param name="Orders">Number of orders.</param>
internal readonly record struct BookLevel(int Price, long Quantity, int Orders);
