using Akka.Actor;
using OptionAuctions.Codes;

namespace OptionAuctions.Subscribers;

/// <summary>The state of one subscription to one code: what its subscriber last received of it.</summary>
/// <param name="inbox">The code's inbox, which holds the auction.</param>
/// <param name="outbox">The subscription's outbox.</param>
internal sealed class SubscriptionCursor(AuctionInbox inbox, Outbox outbox) : ICodeSubscription
{
    private ComparedState _lastCollected; // and not the whole state: there is a cursor for each code of each subscription
    private bool _hasCollected, _queued, _hasLeft;

    public IActorRef Subscription => outbox.Subscription;

    public bool NeedsEachEvent => outbox.WantsEach;

    /// <summary>The cursor that was marked before this one, while both are marked; for the outbox.</summary>
    public SubscriptionCursor? Next { get; set; }

    /// <summary>True when it is marked in its outbox, and not collected yet.</summary>
    public bool IsMarked
    {
        get => Volatile.Read(ref _queued);
        set => Volatile.Write(ref _queued, value);
    }

    /// <summary>Begins at the current revision: earlier ones are not delivered. By the code's actor, once.</summary>
    public void Begin() => CountedRevision = inbox.State.Revision;

    /// <summary>Revision up to which each revision was counted as delivered or conflated.</summary>
    public long CountedRevision { get; private set; }

    public void OnEvent() => outbox.AddEvent(this);

    public void OnChanged()
    {
        if (outbox.Mark(this)) Wake();
    }

    public void OnReleased(IActorRef auctionActor)
    {
        if (outbox.Unfollow(auctionActor)) Wake();
    }

    /// <summary>
    /// By the subscription: it follows the code no longer, and nothing more is collected. Before the code's actor is told, which then completes the counts.
    /// </summary>
    public void Leave() => Volatile.Write(ref _hasLeft, true);

    /// <summary>Adds the changes of the code since the last call, in the order in which they happened.</summary>
    /// <returns>Number of revisions delivered and conflated by these changes.</returns>
    public (long Delivered, long Conflated) Collect(AuctionChanges into)
    {
        if (Volatile.Read(ref _hasLeft)) return (0, 0);
        ref var now = ref into.Place;
        inbox.Read(out now);
        var (before, after) = (_lastCollected, new ComparedState(now));
        var revisions = now.Revision - CountedRevision;
        (_lastCollected, CountedRevision) = (after, now.Revision);

        if (!_hasCollected)
        {
            _hasCollected = true;
            into.Add(ChangeKind.Snapshot, revisions);
            return (0, revisions);
        }

        var hasRevision = after.Revision > before.Revision;
        var conflated = Math.Max(0, revisions - 1);
        if (after.OnlyRevisionDiffers(before))
        {
            if (hasRevision) into.Add(ChangeKind.Indication, conflated);
        }
        else
        {
            AddAll(into, now, before, after, hasRevision, conflated);
        }

        return hasRevision ? (1, conflated) : (0, 0);
    }

    /// <summary>Completes the counts of a subscription that ends: revisions that were not delivered count as conflated.</summary>
    /// <returns>Number of revisions conflated.</returns>
    public long Close()
    {
        var revisions = inbox.State.Revision - CountedRevision;
        CountedRevision += revisions;
        return revisions;
    }

    private void Wake() => Subscription.Tell(SubscriptionProtocol.Ready.Instance);

    private static void AddAll(
        AuctionChanges into, in AuctionState now, in ComparedState before, in ComparedState after, bool hasRevision, long conflated)
    {
        var hasGap = after.Gaps > before.Gaps;
        var gapIsLast = hasGap && now.LastGap.AfterRevision == now.Revision;
        var hasPhase = after.Phase != before.Phase;
        var phaseIsLast = hasPhase && now.Session.IsByClock && now.PhaseRevision == now.Revision;

        if (after.Registration != before.Registration) into.Add(ChangeKind.Registration, now);
        if (hasGap && !gapIsLast) into.Add(ChangeKind.Gap, now);
        if (hasPhase && !phaseIsLast) into.Add(ChangeKind.Phase, now);
        if (after.Disagrees && !before.Disagrees) into.Add(ChangeKind.Disagreement, now);
        if (hasRevision) into.Add(ChangeKind.Indication, now, conflated);
        if (phaseIsLast) into.Add(ChangeKind.Phase, now);
        if (gapIsLast) into.Add(ChangeKind.Gap, now);
        if (after.Stale != StaleReason.None && (hasRevision || after.Stale != before.Stale)) into.Add(ChangeKind.Stale, now);
        if (now.FinalPrice.HasValue && (after.FinalPrice != before.FinalPrice || after.Phase.PathNumber != before.Phase.PathNumber))
            into.Add(ChangeKind.Final, now);
        if (!hasRevision && !ReferenceEquals(after.Detail, before.Detail)) into.Add(ChangeKind.Book, now);
    }

    /// <summary>The part of a state whose differences are delivered as changes.</summary>
    private readonly record struct ComparedState(
        long Revision, int Gaps, RegistrationStatus Registration, ComparedPhase Phase, bool Disagrees, StaleReason Stale, Won FinalPrice, RecordDetail? Detail)
    {
        public ComparedState(in AuctionState state)
            : this(
                state.Revision, state.Gaps, state.Registration, new ComparedPhase(state), state._now.Trading.Disagrees, state.Stale, state.FinalPrice,
                state.Facts.Detail)
        {
        }

        /// <summary>True when nothing differs but the revision, and no change is repeated with each revision, as staleness is.</summary>
        public bool OnlyRevisionDiffers(in ComparedState before) =>
            Stale == StaleReason.None && this with { Revision = before.Revision, Detail = before.Detail } == before
            && (Revision != before.Revision || ReferenceEquals(Detail, before.Detail));
    }

    /// <summary>The part of a state whose difference is a change of phase: phase, call, number of the call, and the phase code while it is unknown.</summary>
    private readonly record struct ComparedPhase(AuctionPhase Phase, CallKind Call, int PathNumber, PhaseCode Unknown)
    {
        public ComparedPhase(in AuctionState state)
            : this(
                state._now.Trading.Phase, state._now.Trading.Call, state.Facts.Call.Number,
                state._now.Trading.Phase == AuctionPhase.Unknown ? state.Latest.Phase : default)
        {
        }
    }
}
