using System.Globalization;
using System.Text;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>A message holds as many records as the venue puts into it, and each of them counts.</summary>
public sealed class ManyRecordsSpecs(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(19)] // the most that was seen at the venue
    [InlineData(100)]
    [InlineData(999)] // the most that three digits can say
    public async Task Every_record_of_one_message_is_applied_in_its_order(int records)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        await using var rig = FeedRig.Start(output, venue, Data.Three);
        await rig.RegisteredAsync(Data.Three);
        var prices = Enumerable.Range(0, records).Select(i => (Code: Data.Three[i % 3], Price: 1000 + i)).ToArray();

        var payload = string.Join('^', prices.Select(p => $"{p.Code}^084500^{p.Price}.00^0.00^3^0.00^311"));
        await venue.SendAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"0|H0ZOANC0|{records:000}|{payload}")));
        foreach (var one in prices.GroupBy(p => p.Code)) await rig.AppliedAsync(one.Key, one.Count());
        var counts = await rig.DrainAsync(venue);

        Assert.Equal((1, records, records, 0), (counts.DataMessages, counts.Records, counts.Applied, counts.Refused));
        Assert.All(prices.GroupBy(p => p.Code), one => Assert.Equal(
            (one.Count(), Won.Of(one.Last().Price)), (rig.Last(one.Key).Revision, rig.Last(one.Key).Latest.Price)));
    }
}
