using System.Text;
using OptionAuctions.Venue.Instruments;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Instruments;

public sealed class MasterFileSpecs
{
    private static readonly Encoding Korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;

    [Fact]
    public void The_shipped_file_is_the_made_up_listing_to_the_byte() =>
        Assert.Equal(MasterFile.Write(MadeUpListing.All), File.ReadAllBytes(ShippedFile));

    [Fact]
    public void The_shipped_file_has_calls_and_puts_of_thirty_underlyings_and_several_months_and_strikes()
    {
        var listing = MasterFile.Load(ShippedFile);

        Assert.True(listing.Select(s => s.Underlying.Symbol).Distinct().Count() >= 30);
        Assert.True(listing.Select(s => s.Expiry).Distinct().Count() >= 3);
        Assert.All(listing.GroupBy(s => (s.Underlying, s.Expiry)), group =>
        {
            Assert.Equal(group.Count(s => s.IsCall), group.Count(s => !s.IsCall));
            Assert.True(group.Select(s => s.Strike).Distinct().Count() >= 5);
        });
        Assert.Equal(listing.Count, listing.Select(s => s.Code).Distinct().Count());
    }

    [Fact]
    public void What_is_written_is_read_again() => Assert.Equal(MadeUpListing.All, MasterFile.Read(MasterFile.Write(MadeUpListing.All), "listing"));

    [Fact]
    public void A_line_is_written_as_the_venue_does()
    {
        var series = MadeUpListing.All.Single(s => s.Code == new OptionCode("B11612083"));
        Assert.Equal("5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|160000|1|005930|삼성전자\n", Korean.GetString(MasterFile.Write([series])));
    }

    [Fact]
    public void Futures_spreads_more_columns_and_padding_are_taken_as_they_come()
    {
        var file = """
            1|A11612|KR4A116C0006|삼성전자   F 202612 (  10)|0||1|005930|삼성전자
            2|D1161201|KR4D1161R5S0|삼성전자 SP 2612-2701|0||0|005930|삼성전자
            6| C50612081 |KR4C506C0813|SK하이닉스 P 202612   772,000(  12)|3| 772,000 |1|000660|SK하이닉스|more
            """;

        var series = Assert.Single(MasterFile.Read(Korean.GetBytes(file), "file"));

        Assert.Equal(("C50612081", false, 772_000, 12), (series.Code.ToString(), series.IsCall, series.Strike, series.Multiplier));
        Assert.Equal(new DateOnly(2026, 12, 10), series.LastTradingDay);
    }

    [Theory]
    [InlineData("5|B11612083|KR4", "3 columns instead of 9")]
    [InlineData("9|B11612083|KR4|x 202612 1(  10)|1|1|1|005930|x", "'9' is not a kind")]
    [InlineData("5|b11612083|KR4|x 202612 1(  10)|1|1|1|005930|x", "'b11612083' is not an option code")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|1|-5|1|005930|x", "'-5' is not a strike in won")]
    [InlineData("5|B11612083|KR4|x 202613 1(  10)|1|1|1|005930|x", "has no month")]
    [InlineData("5|B11612083|KR4|x 202612 1|1|1|1|005930|x", "has no multiplier")]
    [InlineData("5|B11612083|KR4|x 202612 1(  10)|4|1|1|005930|x", "'4' is not a moneyness")]
    public void A_bad_line_is_refused_with_its_number_and_the_reason(string line, string reason)
    {
        var file = Encoding.ASCII.GetBytes("1|A11612||||||\n" + line);
        var refusal = Assert.Throws<MasterFileException>(() => MasterFile.Read(file, "some.mst"));
        Assert.StartsWith("some.mst, line 1: 8 columns instead of 9", refusal.Message);

        refusal = Assert.Throws<MasterFileException>(() => MasterFile.Read(Encoding.ASCII.GetBytes("\n" + line), "some.mst"));
        Assert.StartsWith("some.mst, line 2: ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    [Fact]
    public void Bytes_that_are_no_Korean_text_are_refused()
    {
        var refusal = Assert.Throws<MasterFileException>(() => MasterFile.Read([0x35, 0x7C, 0xC8], "some.mst"));
        Assert.Equal("some.mst, line 1: not text of code page 949", refusal.Message);
    }

    private static string ShippedFile => Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst");
}
