using OptionAuctions.Routing;

namespace OptionAuctions.Tests.Routing;

public sealed class RecordBatchSpecs
{
    [Fact]
    public void It_holds_any_number_of_records_and_trades_each_trade_in_its_place()
    {
        using var batch = RecordBatch.Rent(1, Some.Morning);
        for (var i = 0; i < 1000; i++)
        {
            batch.Add(Some.Record(i + 1));
            batch.Add(Traded(i + 1));
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (decimal?)i), batch.Records.ToArray().Select(r => r.Price.ToDecimal()));
        Assert.Equal(
            Enumerable.Range(1, 1000).Select(i => new TradeMark(i, Traded(i))), batch.Trades.ToArray());
    }

    [Fact]
    public void Rented_again_it_is_empty()
    {
        for (var time = 0; time < 3; time++)
        {
            using var batch = RecordBatch.Rent(1, Some.Morning);
            Assert.True(batch.IsEmpty);
            Assert.True(batch.Trades.IsEmpty);
            batch.Add(Traded(1));
            Assert.False(batch.IsEmpty);
        }
    }

    private static Trade Traded(decimal price) => new(Some.Code, new TimeOnly(9, 0, 0), Won.Of(price), Won.Of(1m));
}
