using OptionAuctions.Codes;
using OptionAuctions.Market;

namespace OptionAuctions.Subscribers;

/// <summary>The place of one subscription at one code: what its subscriber last saw of it.</summary>
/// <param name="cell">The code's auction.</param>
/// <param name="outbox">The subscription's outbox.</param>
internal sealed class Seat(AuctionCell cell, Outbox outbox)
{
    private AuctionState _seen;
    private bool _hasSeen;

    public Outbox Outbox => outbox;

    /// <summary>Guarded by the outbox: already in its queue.</summary>
    public bool Queued { get; set; }

    /// <summary>Revision at which the subscription began; what came before is not owed to it. Written once, by the code's actor.</summary>
    public void Begin() => Settled = cell.State.Revision;

    /// <summary>Revision up to which the subscription's books are settled.</summary>
    public long Settled { get; private set; }

    /// <summary>Adds what is new of the code since the last delivery, in the order in which it happened.</summary>
    /// <returns>Revisions delivered and conflated by this.</returns>
    public (long Delivered, long Conflated) Collect(AuctionChanges into)
    {
        var (before, now) = (_seen, cell.State);
        var owed = now.Revision - Settled;
        (_seen, Settled) = (now, now.Revision);

        if (!_hasSeen)
        {
            _hasSeen = true;
            into.Add(new AuctionChanged(ChangeKind.Snapshot, now, owed));
            return (0, owed);
        }

        var moved = now.Revision > before.Revision;
        var gapped = now.Gaps > before.Gaps;
        var gapLast = gapped && now.LastGap.AfterRevision == now.Revision;
        var phased = Phased(before, now);
        var phaseLast = phased && now.Session.IsByClock && now.PhaseRevision == now.Revision;
        var conflated = Math.Max(0, owed - 1);

        void Tell(bool happened, ChangeKind kind, long replaced = 0)
        {
            if (happened) into.Add(new AuctionChanged(kind, now, replaced));
        }

        Tell(now.Registration != before.Registration, ChangeKind.Registration);
        Tell(gapped && !gapLast, ChangeKind.Gap);
        Tell(phased && !phaseLast, ChangeKind.Phase);
        Tell(now.Session.Disagrees && !before.Session.Disagrees, ChangeKind.Disagreement);
        Tell(moved, ChangeKind.Indication, conflated);
        Tell(phaseLast, ChangeKind.Phase);
        Tell(gapLast, ChangeKind.Gap);
        Tell(now.Stale != StaleReason.None && (moved || now.Stale != before.Stale), ChangeKind.Stale);
        Tell(now.FinalPrice.HasValue && (now.FinalPrice != before.FinalPrice || now.Path.Number != before.Path.Number), ChangeKind.Final);
        return moved ? (1, conflated) : (0, 0);
    }

    /// <summary>Phase, call, or the very call is another; so is one unknown code and the next.</summary>
    private static bool Phased(in AuctionState before, in AuctionState now) =>
        now.Session.Phase != before.Session.Phase || now.Session.Call != before.Session.Call || now.Path.Number != before.Path.Number
        || (now.Session.Phase == AuctionPhase.Unknown && now.Latest.Phase != before.Latest.Phase);

    /// <summary>Closes the books of a subscription that ends: what it was not told was replaced by silence.</summary>
    /// <returns>Revisions conflated.</returns>
    public long Close()
    {
        var owed = cell.State.Revision - Settled;
        Settled += owed;
        return owed;
    }
}
