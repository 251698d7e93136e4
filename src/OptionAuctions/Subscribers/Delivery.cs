namespace OptionAuctions.Subscribers;

/// <summary>What a subscriber is promised while it is slower than the market. In all of them nothing more comes before its ack.</summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>
    /// The newest state of each code that changed, and how many revisions it stands for. Bounded by the number of codes; the default, and
    /// what a strategy that acts on the market as it is wants.
    /// </summary>
    public static Delivery Latest { get; } = new Conflated();

    /// <summary>
    /// Every revision and every mark, once, in order. Beyond a bound of changes that were not read the subscription ends with
    /// <see cref="EndReason.Overrun"/>: what cannot be told in full is not told in part.
    /// </summary>
    /// <param name="bound">Changes that may wait, all codes together, 1 to 1,000,000; each takes about half a kilobyte.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is another.</exception>
    public static Delivery Every(int bound) => bound is >= 1 and <= 1_000_000
        ? new Lossless(bound)
        : throw new ArgumentOutOfRangeException(nameof(bound), bound, "1 to 1,000,000 changes");

    /// <summary>As <see cref="Latest"/>, in deliveries that are at least so far apart.</summary>
    /// <param name="interval">Of the feed's clock, 1 ms to 1 h.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is another.</exception>
    public static Delivery Sampled(TimeSpan interval) => interval >= TimeSpan.FromMilliseconds(1) && interval <= TimeSpan.FromHours(1)
        ? new Paced(interval)
        : throw new ArgumentOutOfRangeException(nameof(interval), interval, "1 ms to 1 h");

    internal sealed record Conflated : Delivery;

    internal sealed record Lossless(int Bound) : Delivery;

    internal sealed record Paced(TimeSpan Interval) : Delivery;
}

/// <summary>Why a subscription ended without having been asked to.</summary>
public enum EndReason
{
    /// <summary>More changes waited than <see cref="Delivery.Every"/> allows.</summary>
    Overrun,

    /// <summary>A delivery was not acknowledged within <see cref="FeedOptions.AckTimeout"/>.</summary>
    NeverAcknowledged,
}
