using OptionAuctions.Routing;

namespace OptionAuctions.Tests.Routing;

public sealed class CodeTopicsSpecs
{
    private static readonly Instrument[] Codes = [Some.Code, Some.OtherCode];

    [Fact]
    public void Forecasts_of_all_codes_are_wanted_before_any_trades_and_go_before_them_where_slots_are_scarce()
    {
        var wants = new CodeTopics(takesTrades: true).Register(Codes).ToList();

        Assert.Equal([Some.Code, Some.OtherCode], wants[0].Topics);
        Assert.Equal([Some.Trades(Some.Code), Some.Trades(Some.OtherCode)], wants[1].Topics);
        Assert.Equal((2, 0, -1), (wants.Count, wants[0].Priority, wants[1].Priority));
    }

    [Fact]
    public void Where_trades_are_nobodys_forecasts_alone_are_wanted() =>
        Assert.Equal([Some.Code, Some.OtherCode], Assert.Single(new CodeTopics(takesTrades: false).Register(Codes)).Topics);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_wanted_is_what_is_wanted_no_longer(bool takesTrades)
    {
        var topics = new CodeTopics(takesTrades);

        Assert.Equal(topics.Register(Codes).SelectMany(want => want.Topics), topics.Release(Codes).Topics);
    }

    [Fact]
    public void Forecasts_and_trades_take_turns_in_one_slot_and_a_stock_or_a_future_keeps_its_own()
    {
        Instrument stock = new("005930"), future = new("A11612");
        Instrument[] codes = [Some.Code, stock, future];
        var topics = new CodeTopics(takesTrades: true, new TopicTimes(TradingCalendar.BuiltIn));

        Assert.Null(topics.TakeTurn(At("08:45"), codes));
        Assert.Equal([Some.Code, stock, future], Assert.Single(topics.Register(codes)).Topics);
        Assert.Null(topics.TakeTurn(At("09:00:59"), codes));
        var toTrades = topics.TakeTurn(At("09:01"), codes)!.Value;
        Assert.Equal([Some.Code], toTrades.Release.Topics);
        Assert.Equal([Some.Trades(Some.Code)], toTrades.Register.Topics);
        Assert.Equal([Some.Trades(Some.Code), stock, future], Assert.Single(topics.Register(codes)).Topics);
        Assert.Null(topics.TakeTurn(At("15:29:59"), codes));
        var back = topics.TakeTurn(At("15:30"), codes)!.Value;
        Assert.Equal([Some.Trades(Some.Code)], back.Release.Topics);
        Assert.Equal([Some.Code], back.Register.Topics);
        Assert.Null(topics.TakeTurn(At("15:44:30"), codes));

        static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-11-23T{time}+09:00", System.Globalization.CultureInfo.InvariantCulture);
    }
}
