using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>Contenders by name.</summary>
internal static class Connecting
{
    public const string Loop = "loop", Inline = "inline", Own = "own", Naive = "naive", Library = "library";
    public const string Feed = "feed", OnFeedDispatcher = "on-feed-dispatcher", Every = "every", Recorded = "recorded";

    private const int EveryBound = 1_000_000;

    public static async Task<IContender> ToAsync(string name, Endpoint venue) => name switch
    {
        Loop => await LoopContender.ConnectAsync(venue),
        Inline => await InlineContender.ConnectAsync(venue),
        Own => await OwnContender.ConnectAsync(venue),
        Naive => await NaiveContender.ConnectAsync(venue),
        Library => await LibraryContender.ConnectAsync(venue),
        Feed => await FeedContender.ConnectAsync(venue),
        OnFeedDispatcher => await FeedContender.ConnectAsync(venue, onFeedDispatcher: true),
        Recorded => await RecordedContender.ConnectAsync(venue),
        Every => await FeedContender.ConnectAsync(venue, Delivery.Every(EveryBound)),
        _ => throw new ArgumentException($"no such contender: {name}", nameof(name)),
    };

    /// <summary>Refuses a contender whose subscriber has not seen of each code the last running number.</summary>
    public static async Task CheckAsync(string name, VenueProcess process, Endpoint venue, IContender contender)
    {
        foreach (var (code, sent) in await process.SentAsync(venue))
            if (contender.Numbers.GetValueOrDefault(code) is var seen && seen != sent)
                throw new InvalidOperationException(FormattableString.Invariant($"{name} has seen {seen} records of {code}, and {sent} were sent"));
    }
}
