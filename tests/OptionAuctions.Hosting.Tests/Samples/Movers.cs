using Akka.Event;
using Akka.Hosting;

namespace OptionAuctions.Hosting.Tests.Samples;

/// <summary>Names each option whose expected price has just moved.</summary>
public sealed class Movers(IRequiredActor<AuctionRouter> auctions) : SubscriberActor(auctions.ActorRef)
{
    private readonly ILoggingAdapter _log = Context.GetLogger();

    protected override void OnChange(in AuctionChanged change)
    {
        var (code, indication) = (change.Current.Code, change.Current.Latest);
        if (change.Kind == ChangeKind.Indication)
            _log.Info("{0} would cross at {1} won, {2} against yesterday, {3} revisions on", code, indication.Price, indication.Change, change.Conflated + 1);
        if (change.Kind == ChangeKind.Gap)
            _log.Warning("{0} missed records between {1:T} and {2:T}", code, change.Current.LastGap.From, change.Current.LastGap.To);
    }
}
