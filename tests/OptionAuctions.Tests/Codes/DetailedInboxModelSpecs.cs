using CsCheck;
using OptionAuctions.Codes;
using OptionAuctions.Subscribers;

namespace OptionAuctions.Tests.Codes;

/// <summary>
/// Any sequence of records with and without quantities, order books, clock ticks and trades, with any bound and any moments at which the actor runs, against
/// a list of what was offered: each record has its own quantity, or the newest before it, and never another's.
/// </summary>
public sealed class DetailedInboxModelSpecs
{
    private const int Plain = 0, Detailed = 1, Book = 2, Tick = 3, Trade = 4, Drain = 5;

    private static readonly Gen<int> Step = Gen.Frequency(
        (4, Gen.Const(Plain)), (6, Gen.Const(Detailed)), (5, Gen.Const(Book)), (1, Gen.Const(Tick)), (1, Gen.Const(Trade)), (2, Gen.Const(Drain)));

    [Fact]
    public void Each_record_has_its_own_detail() => Gen.Select(Step.Array[0, 60], Gen.Int[1, 8]).Sample((steps, bound) =>
    {
        using var meter = Some.Meter();
        var (inbox, subscriptions) = (Some.Inbox(meter, bound), new CodeSubscriptions(meter));
        var folded = new List<(long Revision, int Record, long? Quantity)>();
        subscriptions.Add(new SubscriptionCursor(inbox, new Listening(meter, () => folded.Add(Now(inbox)))));
        folded.Clear();

        for (var i = 0; i < steps.Length; i++) Take(inbox, subscriptions, steps[i], number: i + 1);
        inbox.Drain(subscriptions);

        // Of each record that was folded, the newest detail up to it; at the end, the newest of all.
        var records = folded.Where((now, i) => now.Revision > (i == 0 ? 0 : folded[i - 1].Revision)).ToArray();
        var isOwn = records.All(now => now.Quantity == NewestDetail(steps[..now.Record]));
        var isInOrder = records.Zip(records.Skip(1)).All(pair => pair.First.Record < pair.Second.Record);
        var isNewest = inbox.State.ExpectedQuantity == NewestDetail(steps) && Now(inbox).Record == Newest(steps, step => step is Plain or Detailed);
        var counts = meter.Read();
        var offered = steps.Count(step => step is Plain or Detailed or Book or Trade);
        var all = counts.Applied + counts.RefusedRecords.GetValueOrDefault(DecodeError.Lagging) == offered;
        return isOwn && isInOrder && isNewest && all && (bound < steps.Length || records.Length == steps.Count(step => step is Plain or Detailed));
    });

    private static void Take(AuctionInbox inbox, CodeSubscriptions subscriptions, int step, int number)
    {
        var (record, at) = (Some.Record(number), Some.Morning.AddMilliseconds(number));
        _ = step switch
        {
            Plain => inbox.Offer(AuctionEvent.Of(record, at)),
            Detailed => inbox.Offer(record, at.Ticks, timestamp: 0, epoch: 1, default, new RecordDetail { Quantity = number }),
            Book => inbox.OfferBook(at, new RecordDetail { Quantity = number }),
            Tick => inbox.Offer(AuctionEvent.ClockTick(at)),
            Trade => inbox.Offer(AuctionEvent.Of(new Trade(Some.Code, new TimeOnly(8, 45), Won.Of(1), Won.None), at)),
            _ => inbox.Drain(subscriptions) > 0,
        };
    }

    private static (long Revision, int Record, long? Quantity) Now(AuctionInbox inbox) =>
        (inbox.State.Revision, (int)(inbox.State.Latest.Price.ToDecimal() ?? 0), inbox.State.ExpectedQuantity);

    private static long? NewestDetail(int[] steps) => Newest(steps, step => step is Detailed or Book) is var number and > 0 ? number : null;

    private static int Newest(int[] steps, Predicate<int> one) => Array.FindLastIndex(steps, one) + 1;
}
