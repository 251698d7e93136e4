using System.Text;

namespace OptionAuctions.Venue.Tests.Instruments;

public sealed class MadeUpListingSpecs
{
    private static string ShippedFile => Path.Combine(Repository.Root, "config", "fo_stk_code_mts.mst");

    [Fact]
    public void The_shipped_file_is_the_made_up_listing_to_the_byte() =>
        Assert.Equal(MasterFile.Write(MadeUpListing.All), File.ReadAllBytes(ShippedFile));

    [Fact]
    public void The_shipped_file_has_calls_and_puts_of_thirty_underlyings_and_several_months_and_strikes()
    {
        var (listing, refused) = MasterFile.Load(ShippedFile);

        Assert.Empty(refused);
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
    public void The_shipped_file_looks_like_the_venue_s_with_futures_and_spreads_a_blank_month_rank_and_zeros_before_the_strike()
    {
        var text = CodePagesEncodingProvider.Instance.GetEncoding(949)!.GetString(File.ReadAllBytes(ShippedFile));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(
            [("1", 96), ("2", 64), ("5", 1056), ("6", 1056)],
            lines.CountBy(line => line[..1]).Select(kind => (kind.Key, kind.Value)));
        Assert.All(lines, line => Assert.Equal(9, line.Split('|').Length));
        Assert.Contains("5|B11612083|KR4B116C0837|삼성전자   C 202612   160,000(  10)|1|00160000.0| |005930|삼성전자", lines);
        Assert.Contains("1|A11612|KR4A116C0003|삼성전자   F 202612 (  10)| |00000.00|1|005930|삼성전자", lines);
    }

    [Fact]
    public void What_is_written_is_read_again() => Assert.Equal(MadeUpListing.All, MasterFile.Read(MasterFile.Write(MadeUpListing.All)).Series);
}
