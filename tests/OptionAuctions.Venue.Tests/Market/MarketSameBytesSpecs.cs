namespace OptionAuctions.Venue.Tests.Market;

public sealed class MarketSameBytesSpecs
{
    public static TheoryData<string, string> Followed => new()
    {
        { "H0ZOANC0", "B11612083" }, { "H0ZOCNT0", "C11612083" }, { "H0ZOASP0", "B11612083" }, { "H0ZFANC0", "A11612" }, { "H0STASP0", "005930" },
        { "H0STCNT0", "005930" },
    };

    private static readonly string[] Others = [.. Followed.Select(row => $"{row[0]} {row[1]}")];

    [Theory]
    [MemberData(nameof(Followed))]
    public void The_records_of_a_code_do_not_depend_on_what_else_is_followed_nor_since_when(string trId, string code)
    {
        var alone = Texts(MarketDay.Of(trId, code));

        var among = Texts(MarketDay.Of(trId, code, others: [.. Others.Where(other => other != $"{trId} {code}")]));
        var late = Texts(MarketDay.Of(trId, code, since: MarketDay.Monday.AddHours(8.9)));
        var later = Texts(MarketDay.Of(trId, code, since: MarketDay.Monday.AddHours(12.345)));

        Assert.Equal(alone, among);
        Assert.Equal(alone[^late.Length..], late);
        Assert.Equal(alone[^later.Length..], later);
        Assert.True(later.Length is > 0 && later.Length < alone.Length);
    }

    [Theory]
    [MemberData(nameof(Followed))]
    public void One_seed_gives_the_same_records_and_another_one_others(string trId, string code)
    {
        var day = Texts(MarketDay.Of(trId, code));

        Assert.Equal(day, Texts(MarketDay.Of(trId, code)));
        Assert.NotEqual(day, Texts(MarketDay.Of(trId, code, new VenueOptions { Seed = 8 })));
    }

    [Theory]
    [InlineData("H0STASP0", "005930")] // what the venue has of a stock, where nobody trades its options
    [InlineData("H0ZFANC0", "A11612")]
    public void A_code_of_a_stock_or_a_future_trades_when_an_option_of_that_stock_does(string trId, string code)
    {
        Assert.NotEmpty(MarketDay.Of(trId, code, new VenueOptions { Codes = [new Instrument("C11701085")] }));
        Assert.NotEmpty(MarketDay.Of(trId, code, new VenueOptions { Codes = [] }));
        Assert.Empty(MarketDay.Of(trId, code, new VenueOptions { Codes = [new Instrument("B50612083")] }));
        Assert.NotEmpty(MarketDay.Of(trId, code, new VenueOptions { Codes = [new Instrument(code)] }));
        Assert.NotEmpty(MarketDay.Of(trId, code, new VenueOptions { Codes = [new Instrument(code)], Listing = [] }));
    }

    private static string[] Texts(List<DayRecord> records) => [.. records.Select(r => $"{r.At:O} {r.Text}")];
}
