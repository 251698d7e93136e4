using Akka.Actor;

namespace OptionAuctions.TestKit.Tests.Samples;

/// <summary>
/// A strategy that has something to load first: until its limit is there, the first delivery and all questions wait in its stash; then it becomes another,
/// hears the newest prices, and tells a desk of those above the limit.
/// </summary>
public sealed class AboveLimit : SubscriberActor, IWithStash
{
    private readonly IActorRef _desk;
    private decimal? _limit;

    public AboveLimit(IActorRef auctions, IActorRef desk, Func<Task<decimal>> load)
        : base(auctions, where: (_, series) => series is not { IsCall: false })
    {
        _desk = desk;
        load().PipeTo(Self, success: limit => new Loaded(limit));
        Receive<Loaded>(loaded =>
        {
            _limit = loaded.Limit;
            Become(Ready);
            Stash.UnstashAll();
        });
        ReceiveAny(_ => Stash.Stash());
    }

    public IStash Stash { get; set; } = null!;

    protected override void OnChange(in AuctionChanged change)
    {
        if (_limit is not { } limit) Stash.Stash();
        else if (change.Kind == ChangeKind.Indication && change.Current.Latest.Price.ToDecimal() > limit)
            _desk.Tell(new Above(change.Current.Code, change.Current.Latest.Price, change.Conflated));
    }

    private void Ready() => Receive<string>(_ => Sender.Tell(_limit));

    public sealed record Above(Instrument Code, Won Price, long Conflated);

    private sealed record Loaded(decimal Limit);
}
