namespace OptionAuctions.Feed.Dialing;

/// <summary>Whether a dial may be made now.</summary>
/// <param name="Until">When the next one may be made; <see langword="null"/> when it is now.</param>
/// <param name="Reason">Why not now; empty when it may.</param>
/// <param name="Warning">What a person should know of the dial log; empty when there is nothing.</param>
internal readonly record struct DialCheck(DateTimeOffset? Until, string Reason, string Warning)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1); // a disk can be cleaned

    /// <summary>The result when a log cannot be kept.</summary>
    public static DialCheck Unusable(string what, Exception cause, DateTimeOffset now) =>
        new(now + RetryAfter, $"the {what} log cannot be kept: {cause.Message}", "");

    /// <summary>Both checks as one: the first that blocks gives its reason.</summary>
    public DialCheck And(in DialCheck other) =>
        (Until is null ? other : this) with { Warning = Warning.Length == 0 ? other.Warning : $"{Warning} {other.Warning}".TrimEnd() };
}
