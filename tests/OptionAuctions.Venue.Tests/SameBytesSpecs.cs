using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests;

public sealed class SameBytesSpecs
{
    [Theory]
    [InlineData("calm")]
    [InlineData("count-lies")]
    [InlineData("answer-lost")]
    [InlineData("reordered-messages")]
    public async Task One_seed_one_scenario_and_one_client_script_give_the_same_bytes_through_a_whole_opening(string scenario)
    {
        var first = await OpeningAsync(7, scenario);
        var again = await OpeningAsync(7, scenario);
        var other = await OpeningAsync(8, scenario);

        Assert.True(first.Length > 500_000);
        Assert.True(first.AsSpan().SequenceEqual(again));
        Assert.False(first.AsSpan().SequenceEqual(other));
    }

    /// <summary>A whole opening at sixty times the speed of the clock, as a process would run it, but on a stepped clock.</summary>
    private static async Task<byte[]> OpeningAsync(int seed, string scenario)
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(
            new VenueOptions { Seed = seed, Speed = 60, Scenario = ScenarioCatalog.BuiltIn.Find(scenario)! }, time);
        var key = (await VenueClient.KeyAsync(venue)).Reveal();
        using var client = await BareClient.ConnectAsync(venue, key: key);
        var registered = 0;
        foreach (var code in VenueOptions.DefaultCodes.Take(20))
        {
            await client.RequestAsync(code.ToString());
            await venue.WhenAsync(s => s.OpenSessions.Any(x => x.Registrations.Count > registered));
            registered++;
        }

        using var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes(key));
        long read = 0;
        for (var second = 0; second < 21; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1)); // a minute of the venue
            var session = venue.State().Sessions[0];
            for (var sent = session.FramesSent + session.AnswersSent + session.PingPongsSent; read < sent; read++)
                bytes.Write((await client.ReadAsync())!.Payload);
        }

        Assert.Equal(SessionEnd.StillOpen, venue.State().Sessions[0].End);
        await client.CloseAsync();
        return bytes.ToArray();
    }
}
