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
}
