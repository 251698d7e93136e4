using Akka.Actor;
using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;
using static OptionAuctions.ChangeKind;

namespace OptionAuctions.Tests.Subscribers;

/// <summary>What a cursor tells, which keeps of a state only what it needs, against the plain comparison of two whole states.</summary>
public sealed class SubscriptionCursorModelSpecs
{
    private static readonly string[] Phases = ["311", "311", "112", "121", "AB1", "AB2", ""];

    // What happens, when, and of which kind among its own; or that the subscriber is told.
    private static readonly Gen<(int What, int Seconds, int Which)[]> Script =
        Gen.Select(
                Gen.Frequency((6, Gen.Const(0)), (6, Gen.Int[1, 7]), (4, Gen.Const(8))),
                Gen.Frequency((5, Gen.Int[0, 3]), (2, Gen.Int[60, 600])),
                Gen.Int[0, 6])
            .Array[1, 60];

    [Fact]
    public void Between_any_two_states_it_tells_what_their_comparison_tells()
    {
        var seen = new Dictionary<ChangeKind, int>();
        Script.Sample(
            script =>
            {
                using var meter = Some.Meter();
                var rules = Some.Rules(o => o.Auctions.FinalPrice = FinalPriceSource.FirstTrade);
                var cell = new AuctionInbox(Some.Code, 1024, new BatchBackpressure(64), rules, meter);
                var cursor = new SubscriptionCursor(cell, new LatestOutbox(Nobody.Instance, meter, TimeProvider.System));
                cursor.Begin();
                AuctionState? before = null;
                var at = Some.Nine.AddMinutes(-5);
                foreach (var (what, seconds, which) in script)
                {
                    at = at.AddSeconds(seconds);
                    if (what < 8)
                    {
                        if (what == 7) cell.OfferBook(at, new RecordDetail { AskQuantity = which });
                        else cell.Offer(Happened(what, which, at));
                        cell.Drain();
                        continue;
                    }

                    var told = new AuctionChanges();
                    var books = cursor.Collect(told);
                    var now = cell.State;
                    var expected = Compare(before, now);
                    Assert.Equal(expected.Select(e => (e.Kind, e.Conflated)), told.Select(c => (c.Kind, c.Conflated)));
                    Assert.All(told, change => Assert.Equal(now, change.Current));
                    Assert.Equal(now.Revision - (before?.Revision ?? 0), books.Delivered + books.Conflated);
                    before = now;
                    lock (seen)
                        foreach (var (kind, _) in expected) seen[kind] = seen.GetValueOrDefault(kind) + 1;
                }
            },
            iter: 20_000);
        Assert.All(Enum.GetValues<ChangeKind>(), kind => Assert.True(seen.GetValueOrDefault(kind) > 100, $"{kind} was hardly told"));
    }

    private static AuctionEvent Happened(int what, int which, DateTimeOffset at) => what switch
    {
        0 => AuctionEvent.Of(Some.Record(which + 1, phase: Phases[which], time: TimeOnly.FromTimeSpan(at.TimeOfDay)), at),
        1 => AuctionEvent.Interrupted(at, (GapReason)(1 + (which % 3))),
        2 => which % 2 == 0 ? AuctionEvent.Resumed(at) : AuctionEvent.ShedNoMore(at, epoch: 0, message: 0),
        3 => AuctionEvent.Registered(at, (RegistrationStatus)which),
        4 => AuctionEvent.Of(new Trade(Some.Code, TimeOnly.FromTimeSpan(at.TimeOfDay), Won.Of(which + 1), Won.None), at),
        5 => AuctionEvent.ClockTick(at),
        _ => AuctionEvent.ClockTick(at.AddSeconds(which)),
    };

    private static List<(ChangeKind Kind, long Conflated)> Compare(AuctionState? known, AuctionState now)
    {
        if (known is not { } before) return [(Snapshot, now.Revision)];

        var moved = now.Revision > before.Revision;
        var gapped = now.Gaps > before.Gaps;
        var gapLast = gapped && now.LastGap.AfterRevision == now.Revision;
        var phased = now.Session.Phase != before.Session.Phase || now.Session.Call != before.Session.Call || now.Path.Number != before.Path.Number
            || (now.Session.Phase == AuctionPhase.Unknown && now.Latest.Phase != before.Latest.Phase);
        var phaseLast = phased && now.Session.IsByClock && now.PhaseRevision == now.Revision;
        var stale = now.Stale != StaleReason.None && (moved || now.Stale != before.Stale);
        var final = now.FinalPrice.HasValue && (now.FinalPrice != before.FinalPrice || now.Path.Number != before.Path.Number);

        (bool Happened, ChangeKind Kind)[] all =
        [
            (now.Registration != before.Registration, Registration),
            (gapped && !gapLast, ChangeKind.Gap),
            (phased && !phaseLast, Phase),
            (now.Session.Disagrees && !before.Session.Disagrees, Disagreement),
            (moved, Indication),
            (phaseLast, Phase),
            (gapLast, ChangeKind.Gap),
            (stale, Stale),
            (final, Final),
            (!moved && !ReferenceEquals(now.Detail, before.Detail), Book),
        ];
        return [.. all.Where(c => c.Happened).Select(c => (c.Kind, c.Kind == Indication ? now.Revision - before.Revision - 1 : 0))];
    }
}
