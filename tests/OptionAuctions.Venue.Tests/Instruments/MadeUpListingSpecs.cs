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
    public void What_is_written_is_read_again() => Assert.Equal(MadeUpListing.All, MasterFile.Read(MasterFile.Write(MadeUpListing.All)).Series);
}
