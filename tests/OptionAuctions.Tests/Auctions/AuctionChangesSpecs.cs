using System.Runtime.CompilerServices;

namespace OptionAuctions.Tests.Auctions;

public sealed class AuctionChangesSpecs
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    public void However_they_are_read_they_are_the_same_in_the_same_order(int count)
    {
        var changes = Filled(count);
        var expected = Enumerable.Range(0, count).Select(Change).ToArray();

        Assert.Equal(expected, changes.AsSpan().ToArray());
        Assert.Equal(expected, Enumerable.Range(0, changes.Count).Select(i => changes[i]));
        Assert.Equal(expected, changes.ToList());
        Assert.Equal(expected, ((System.Collections.IEnumerable)changes).Cast<AuctionChanged>());
        var read = new List<AuctionChanged>();
        foreach (ref readonly var change in changes) read.Add(change);
        Assert.Equal(expected, read);
    }

    [Fact]
    public void Filled_anew_they_hold_nothing_of_before()
    {
        var changes = Filled(10);
        changes.Clear();
        Add(changes, 77);

        Assert.Equal([Change(77)], changes);
        Assert.Single(changes.AsSpan().ToArray());
        Assert.Throws<IndexOutOfRangeException>(() => changes[1]);
    }

    [Fact]
    public void To_read_them_where_they_stand_copies_none()
    {
        var changes = Filled(100);
        var (i, same) = (0, 0);

        foreach (ref readonly var change in changes)
            if (Unsafe.AreSame(in changes.AsSpan()[i++], in change)) same++;

        Assert.Equal(100, same);
    }

    [Fact]
    public void To_read_them_allocates_nothing()
    {
        var changes = Filled(1000);
        Sum(changes); // what is made once

        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Sum(changes);
        var after = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal((0, 999L * 1000), (after - before, sum));
    }

    [Fact]
    public void Filled_as_far_as_before_they_allocate_nothing()
    {
        var changes = Filled(1000);
        var state = Change(1).Current;

        changes.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) changes.Add(ChangeKind.Indication, state, 1);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void One_filled_anew_without_a_time_has_no_lag_of_before()
    {
        var changes = new AuctionChanges();
        var published = AuctionPath.Ticks(Some.Morning);
        changes.Add(ChangeKind.Indication, new AuctionState(Some.Code) { MarketTicks = published });
        changes.Stamp(published + 4);
        Assert.Equal(TimeSpan.FromTicks(4), changes[0].Lag);

        changes.Clear();
        changes.Add(ChangeKind.Indication, new AuctionState(Some.Code));
        changes.Stamp(published + 4);

        Assert.Null(changes[0].Lag);
    }

    private static long Sum(AuctionChanges changes)
    {
        var sum = 0L;
        foreach (ref readonly var change in changes) sum += change.Conflated + change.Current.Revision;
        return sum;
    }

    private static AuctionChanges Filled(int count)
    {
        var changes = new AuctionChanges();
        for (var i = 0; i < count; i++) Add(changes, i);
        return changes;
    }

    private static void Add(AuctionChanges changes, int i)
    {
        var (kind, state, conflated) = Change(i);
        changes.Add(kind, state, conflated);
    }

    private static AuctionChanged Change(int i) => new((ChangeKind)(i % 8), new AuctionState(Some.Code) { Revision = i }, i);
}
