using OptionAuctions.Routing;
using OptionAuctions.Streams;

namespace OptionAuctions.Tests.Streams;

public sealed class ShedLedgerSpecs
{
    private readonly ShedLedger _ledger = new();

    [Fact]
    public void Nothing_shed_is_nothing_told() => Assert.Null(_ledger.TakeBefore(1, isCaughtUp: true));

    [Fact]
    public void What_was_shed_is_told_before_the_first_batch_behind_it_and_not_one_earlier()
    {
        Shed(number: 5, second: 1, Some.Code);

        Assert.Null(_ledger.TakeBefore(4, isCaughtUp: false)); // it was taken before, and is decoded after
        Assert.Null(_ledger.TakeBefore(4, isCaughtUp: true));
        Assert.Equal([Some.Code], Codes(_ledger.TakeBefore(6, isCaughtUp: false)));
    }

    [Fact]
    public void A_code_is_told_of_once_while_it_lasts_and_once_more_with_all_of_its_loss_when_it_is_over()
    {
        Shed(number: 1, second: 1, Some.Code);
        Assert.Equal(Loss(Some.Code, 1, 1, number: 1), Assert.Single(_ledger.TakeBefore(2, isCaughtUp: false)!.Losses));
        Shed(number: 3, second: 3, Some.Code);
        Shed(number: 4, second: 4, Some.OtherCode, Some.Code);
        Assert.Equal([Loss(Some.OtherCode, 4, 4, number: 4)], _ledger.TakeBefore(5, isCaughtUp: false)!.Losses);
        Shed(number: 6, second: 6, Some.OtherCode);
        Assert.Null(_ledger.TakeBefore(7, isCaughtUp: false));

        var over = _ledger.TakeBefore(8, isCaughtUp: true)!;

        Assert.True(over.IsOver);
        Assert.Equal((At(1), At(6)), (over.From, over.To));
        Assert.Equal(
            [Loss(Some.Code, 1, 4, number: 4), Loss(Some.OtherCode, 4, 6, number: 6)], over.Losses.OrderBy(loss => loss.Code.ToString()));
        Assert.Null(_ledger.TakeBefore(9, isCaughtUp: true));
    }

    [Fact]
    public void A_code_of_which_only_an_order_book_or_a_trade_was_shed_has_lost_something_too()
    {
        using var batch = RecordBatch.Rent(1, At(1), number: 1);
        batch.AddOfNext(new RecordDetail());
        batch.Add(Some.Record(1m, Some.Code));
        batch.AddBook(Some.OtherCode, new RecordDetail());
        batch.Add(new Trade(new Instrument("D11612083"), new TimeOnly(9, 0), Won.Of(1), Won.None));
        _ledger.Add(batch);

        Assert.Equal(["B11612083", "C11612083", "D11612083"], Codes(_ledger.TakeBefore(2, isCaughtUp: true)).Select(code => $"{code}").Order());
    }

    [Fact]
    public void The_next_period_begins_anew()
    {
        Shed(number: 1, second: 1, Some.Code);
        _ledger.TakeBefore(2, isCaughtUp: true);
        Shed(number: 3, second: 3, Some.OtherCode);

        var next = _ledger.TakeBefore(4, isCaughtUp: true)!;

        Assert.Equal((At(3), At(3)), (next.From, next.To));
        Assert.Equal([Some.OtherCode], Codes(next));
    }

    [Fact]
    public void A_batch_without_a_code_that_can_be_read_is_told_of_too()
    {
        using var batch = RecordBatch.Rent(1, At(1), number: 1);
        _ledger.Add(batch);

        Assert.Empty(_ledger.TakeBefore(2, isCaughtUp: true)!.Losses);
    }

    [Fact]
    public void Of_batches_of_several_connections_the_period_is_from_the_earliest_to_the_latest()
    {
        Shed(number: 1, second: 5, Some.Code);
        Shed(number: 2, second: 3, Some.OtherCode);
        Shed(number: 3, second: 4, Some.Code);

        var over = _ledger.TakeBefore(4, isCaughtUp: true)!;

        Assert.Equal((At(3), At(5)), (over.From, over.To));
        Assert.Equal(Loss(Some.Code, 5, 5, number: 3), over.Losses.Single(loss => loss.Code == Some.Code));
    }

    [Fact]
    public void A_batch_of_codes_that_are_known_costs_no_memory_however_many_codes_have_lost_records()
    {
        var codes = Enumerable.Range(0, 5_000).Select(i => new Instrument(FormattableString.Invariant($"D{i:00000000}"))).ToArray();
        using var many = Batch(1, 1, codes);
        using var few = Batch(2, 2, codes[..20]);
        _ledger.Add(many);
        _ledger.TakeBefore(3, isCaughtUp: false);

        Assert.Contains(Enumerable.Range(0, 20), _ => AllocatedBy(() => _ledger.Add(few)) == 0); // not each time: the pool of code sets is shared
    }

    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Shed(long number, int second, params Instrument[] codes)
    {
        using var batch = Batch(number, second, codes);
        _ledger.Add(batch);
    }

    private static RecordBatch Batch(long number, int second, Instrument[] codes)
    {
        var batch = RecordBatch.Rent(1, At(second), number: number, firstMessage: number * 10);
        foreach (var some in codes.Chunk(100))
        {
            batch.BeginMessage();
            foreach (var code in some) batch.Add(Some.Record(1m, code));
        }

        return batch;
    }

    /// <summary>A loss of a code whose last batch had that number; its messages are numbered from ten times that on.</summary>
    private static CodeLoss Loss(Instrument code, int from, int to, int number) => new(code, At(from), At(to), Epoch: 1, LastMessage: number * 10);

    private static DateTimeOffset At(int second) => Some.Morning.AddSeconds(second);

    private static IEnumerable<Instrument> Codes(ShedGap? gap) => gap!.Losses.Select(loss => loss.Code);
}
