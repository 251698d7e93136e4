namespace OptionAuctions;

/// <summary>The options of delivery to subscribers. Section <c>OptionAuctions:Delivery</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// Time limit for a subscriber to acknowledge a delivery, 1 s to 24 h, on the feed's clock; then its subscription ends, and it receives the reason.
    /// </summary>
    public TimeSpan AckTimeout { get; set; } = TimeSpan.FromMinutes(5);
}
