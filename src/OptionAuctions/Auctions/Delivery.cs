namespace OptionAuctions;

/// <summary>
/// The contract of delivery to a subscriber that is slower than the market. In all of them nothing more is delivered before its acknowledgement.
/// </summary>
public abstract record Delivery
{
    private Delivery()
    {
    }

    /// <summary>
    /// The newest state of each code that changed, and the number of revisions that it represents. Bounded by the number of codes; the default,
    /// and the choice for a strategy that acts on the market as it is now.
    /// </summary>
    public static Delivery Latest { get; } = new Conflated();

    /// <summary>
    /// Every revision and every other change, once, in order. When more changes wait than a bound, the subscription ends with
    /// <see cref="EndReason.Overrun"/>: what cannot be delivered in full is not delivered in part.
    /// </summary>
    /// <param name="bound">Changes that may wait, all codes together, 1 to 1,000,000; each takes about a third of a kilobyte.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is outside that range.</exception>
    public static Delivery Every(int bound) => bound is >= 1 and <= 1_000_000
        ? new Lossless(bound)
        : throw new ArgumentOutOfRangeException(nameof(bound), bound, "1 to 1,000,000 changes");

    /// <summary>As <see cref="Latest"/>, with a least time between two deliveries.</summary>
    /// <param name="interval">The least time, on the feed's clock, 1 ms to 1 h.</param>
    /// <exception cref="ArgumentOutOfRangeException">The interval is outside that range.</exception>
    public static Delivery Sampled(TimeSpan interval) => interval >= TimeSpan.FromMilliseconds(1) && interval <= TimeSpan.FromHours(1)
        ? new Paced(interval)
        : throw new ArgumentOutOfRangeException(nameof(interval), interval, "1 ms to 1 h");

    internal sealed record Conflated : Delivery;

    internal sealed record Lossless(int Bound) : Delivery;

    internal sealed record Paced(TimeSpan Interval) : Delivery;
}
