using System.Diagnostics;
using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>Several app keys, and one of them is taken away in the middle of an auction.</summary>
public sealed class PoolSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task The_codes_of_a_parked_app_key_are_served_by_the_others_and_none_is_registered_twice()
    {
        var codes = Data.Codes(15);
        await using var venue = await VenueServer.StartAsync(new VenueOptions
        {
            Codes = codes, StartsAt = new DateTimeOffset(2026, 11, 23, 8, 41, 0, MarketTime.Offset), Speed = 5,
        });
        var doubled = venue.WhenAsync(s => s.OpenSessions.SelectMany(o => o.Codes).GroupBy(c => c).Any(g => g.Count() > 1));
        await using var rig = FeedRig.Start(output, venue, [.. codes.Take(14)], new(
            o => o.Connection.RequestPace = TimeSpan.FromMilliseconds(150), Keys: 3, Time: venue.Clock));
        await rig.RegisteredAsync(codes.Take(14));
        await Task.WhenAll(codes.Take(14).Select(code => rig.AppliedAsync(code, 1))); // the auction is under way

        // Two lines hold five codes and one four: the fifteenth is the fifth of that one, and only of that one.
        venue.Play(Scenario.Parse(
            "scenario one-key-gone\nsays the app key of whoever asks for a fifth code is invalid\nrefuse every 5th registration with OPSP9994"));
        var mark = rig.Witness.Mark;
        rig.Follow(codes[14]);
        var parked = await rig.Witness.WhenAsync<FeedBlocked>(since: mark);
        var began = Stopwatch.GetTimestamp();
        await rig.RegisteredAsync(codes[14], since: mark).WaitAsync(Bound);
        var state = await venue.WhenAsync(s => s.OpenSessions.Sum(o => o.Registrations.Count) == 15).WaitAsync(Bound);
        var took = Stopwatch.GetElapsedTime(began);

        Assert.Null(parked.Until);
        Assert.Contains("OPSP9994", parked.Reason);
        Assert.Equal(2, state.OpenSessions.Count());
        Assert.Equivalent(codes, state.OpenSessions.SelectMany(s => s.Codes), strict: true);
        var revisions = codes.ToDictionary(code => code, code => rig.Last(code).Revision);
        await Task.WhenAll(codes.Select(code => rig.AppliedAsync(code, revisions[code] + 1))); // and every one of them flows again

        var status = await rig.StatusAsync();
        Assert.Equal(AppKeySessionState.Parked, status.Sessions[parked.AppKey].State);
        await rig.DrainAsync(venue);
        Assert.False(doubled.IsCompleted, "a code was registered on two sessions at once");
        Assert.Equal(5, codes.Count(code => rig.Last(code).Gaps == 1)); // what the parked line held
        output.WriteLine($"five codes moved in {took.TotalMilliseconds:0} ms");
    }
}
