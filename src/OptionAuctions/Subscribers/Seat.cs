using OptionAuctions.Codes;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions.Subscribers;

/// <summary>The place of one subscription at one code: what its subscriber last saw of it.</summary>
/// <param name="cell">The code's auction.</param>
/// <param name="outbox">The subscription's outbox.</param>
internal sealed class Seat(AuctionCell cell, Outbox outbox)
{
    private Seen _seen; // not the state: there is one of these for each code of each subscription
    private bool _hasSeen, _queued;

    public Outbox Outbox => outbox;

    /// <summary>The seat that was marked before this one, while both are; for its outbox.</summary>
    public Seat? Before { get; set; }

    /// <summary>Marked in its outbox, and not collected yet.</summary>
    public bool Queued
    {
        get => Volatile.Read(ref _queued);
        set => Volatile.Write(ref _queued, value);
    }

    /// <summary>Revision at which the subscription began; what came before is not owed to it. Written once, by the code's actor.</summary>
    public void Begin() => Settled = cell.State.Revision;

    /// <summary>Revision up to which the subscription's books are settled.</summary>
    public long Settled { get; private set; }

    /// <summary>Adds what is new of the code since the last delivery, in the order in which it happened.</summary>
    /// <returns>Revisions delivered and conflated by this.</returns>
    public (long Delivered, long Conflated) Collect(AuctionChanges into)
    {
        ref var now = ref into.Place;
        cell.Read(out now);
        var (before, after) = (_seen, new Seen(now));
        var owed = now.Revision - Settled;
        (_seen, Settled) = (after, now.Revision);

        if (!_hasSeen)
        {
            _hasSeen = true;
            into.Add(ChangeKind.Snapshot, owed);
            return (0, owed);
        }

        var moved = after.Revision > before.Revision;
        var conflated = Math.Max(0, owed - 1);
        if (after.IsAsBefore(before))
        {
            if (moved) into.Add(ChangeKind.Indication, conflated);
        }
        else
        {
            AddAll(into, now, before, after, moved, conflated);
        }

        return moved ? (1, conflated) : (0, 0);
    }

    /// <summary>Closes the books of a subscription that ends: what it was not told was replaced by silence.</summary>
    /// <returns>Revisions conflated.</returns>
    public long Close()
    {
        var owed = cell.State.Revision - Settled;
        Settled += owed;
        return owed;
    }

    private static void AddAll(AuctionChanges into, in AuctionState now, in Seen before, in Seen after, bool moved, long conflated)
    {
        var gapped = after.Gaps > before.Gaps;
        var gapLast = gapped && now.LastGap.AfterRevision == now.Revision;
        var phased = after.Phase != before.Phase;
        var phaseLast = phased && now.Session.IsByClock && now.PhaseRevision == now.Revision;

        if (after.Registration != before.Registration) into.Add(ChangeKind.Registration, now);
        if (gapped && !gapLast) into.Add(ChangeKind.Gap, now);
        if (phased && !phaseLast) into.Add(ChangeKind.Phase, now);
        if (after.Disagrees && !before.Disagrees) into.Add(ChangeKind.Disagreement, now);
        if (moved) into.Add(ChangeKind.Indication, now, conflated);
        if (phaseLast) into.Add(ChangeKind.Phase, now);
        if (gapLast) into.Add(ChangeKind.Gap, now);
        if (after.Stale != StaleReason.None && (moved || after.Stale != before.Stale)) into.Add(ChangeKind.Stale, now);
        if (now.FinalPrice.HasValue && (after.FinalPrice != before.FinalPrice || after.Phase.PathNumber != before.Phase.PathNumber)) into.Add(ChangeKind.Final, now);
    }

    /// <summary>What changes are told by.</summary>
    private readonly record struct Seen(long Revision, int Gaps, RegistrationStatus Registration, PhaseSeen Phase, bool Disagrees, StaleReason Stale, Won FinalPrice)
    {
        public Seen(in AuctionState state)
            : this(state.Revision, state.Gaps, state.Registration, new PhaseSeen(state), state._session.Disagrees, state.Stale, state.FinalPrice)
        {
        }

        /// <summary>True when nothing but the indication can have changed, and nothing of it is repeated with each.</summary>
        public bool IsAsBefore(in Seen before) => Stale == StaleReason.None && this with { Revision = before.Revision } == before;
    }

    /// <summary>Phase, call, or the very call is another; so is one unknown code and the next.</summary>
    private readonly record struct PhaseSeen(AuctionPhase Phase, CallKind Call, int PathNumber, PhaseCode Unknown)
    {
        public PhaseSeen(in AuctionState state)
            : this(state._session.Phase, state._session.Call, state._path.Number, state._session.Phase == AuctionPhase.Unknown ? state.Latest.Phase : default)
        {
        }
    }
}
