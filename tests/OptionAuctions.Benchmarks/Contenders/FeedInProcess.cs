using Akka.Actor;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Feed;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Benchmarks.Contenders;

/// <summary>A feed as a host has it, towards a venue of the other process. Whoever disposes of it learns whether the identity holds.</summary>
internal sealed class FeedInProcess : IAsyncDisposable
{
    private readonly FeedMeter _meter;
    private readonly IActorRef _feed;

    /// <param name="venue">Where it connects to.</param>
    /// <param name="change">Options that are other than usual.</param>
    /// <param name="akka">Settings of the actor system that are other than usual.</param>
    public FeedInProcess(Endpoint venue, Action<FeedOptions>? change = null, string akka = "")
    {
        var options = Towards(venue);
        change?.Invoke(options);
        var prepared = new PreparedFeed(options, Time); // as AuctionFeed.Prepare, whose counts are had by asking the feed
        Actors = ActorSystem.Create("bench", $"akka {{ loglevel = ERROR, stdout-loglevel = OFF }}\n{akka}");
        (Router, _feed) = prepared.Start(Actors);
        _meter = prepared.Meter;
    }

    /// <summary>The clock that it lives on.</summary>
    public VenueTime Time { get; } = new();

    public ActorSystem Actors { get; }

    public IActorRef Router { get; }

    public FeedCounts Counts => _meter.Read();

    /// <summary>Completes when so many records were folded into their auctions.</summary>
    public Task AppliedAsync(long records) => UntilAsync(() => Counts.Applied == records);

    /// <summary>Looks every now and then whether something holds; gives up after half a minute.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        while (!holds()) await pace.WaitForNextTickAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _feed.Ask<FeedProtocol.Drained>(FeedProtocol.Drain.Instance, TimeSpan.FromSeconds(30));
        await Actors.Terminate();
        _meter.Dispose();
        if (Counts.Breaches() is { Count: > 0 } breaches) throw new InvalidOperationException($"the identity is broken: {string.Join("; ", breaches)}");
    }

    private static FeedOptions Towards(Endpoint venue) => new()
    {
        WsUrl = venue.WebSocket,
        ApprovalUrl = venue.Approval,
        AppKeys = [.. Enumerable.Range(0, venue.Sessions).Select(i => Credentials(venue.Id, i))],
        Codes = [.. venue.Codes.Select(code => code.ToString())],
        Connection = { Capacity = venue.Capacity, ReserveSlots = 0, RequestPace = TimeSpan.Zero },
    };

    private static AppKeyOptions Credentials(int venue, int session) =>
        new() { AppKey = new Secret($"bench-key-{venue}-{session}"), AppSecret = new Secret("bench-secret") };
}
