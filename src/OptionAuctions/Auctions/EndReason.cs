namespace OptionAuctions;

/// <summary>The reason for which the feed ended a subscription.</summary>
public enum EndReason
{
    /// <summary>More changes waited than <see cref="Delivery.Every"/> allows.</summary>
    Overrun,

    /// <summary>A delivery was not acknowledged within <see cref="DeliveryOptions.AckTimeout"/>.</summary>
    NeverAcknowledged,
}
