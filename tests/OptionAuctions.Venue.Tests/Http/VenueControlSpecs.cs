using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;

namespace OptionAuctions.Venue.Tests.Http;

public sealed class VenueControlSpecs
{
    [Fact]
    public async Task The_state_over_http_is_the_state()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions(), time);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(VenueOptions.DefaultCodes[0]);
        time.Advance(TimeSpan.FromSeconds(20));

        var (status, body) = await VenueClient.GetAsync(venue, "/venue/state");

        var (json, state) = (JsonDocument.Parse(body).RootElement, venue.State());
        Assert.Equal(200, status);
        Assert.Equal("2026-11-23T08:40:15+09:00", json.GetProperty("now").GetString());
        Assert.Equal("calm", json.GetProperty("scenario").GetString());
        Assert.Equal(state.SentByCode.Single().Value, json.GetProperty("sentByCode").GetProperty(VenueOptions.DefaultCodes[0].ToString()).GetInt64());
        Assert.Equal(state.Counters.FramesSent, json.GetProperty("counters").GetProperty("framesSent").GetInt64());
        Assert.Equal(state.Counters.RecordsSent, json.GetProperty("sessions")[0].GetProperty("registrations")[0].GetProperty("recordsSent").GetInt64());
    }

    [Fact]
    public async Task A_scenario_is_switched_by_its_name_while_the_venue_runs()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });

        var (status, body) = await PostAsync(venue, """{"scenario":"cap-of-three"}""");

        Assert.Equal((200, """{"scenario":"cap-of-three","says":"the fourth registration is refused"}"""), (status, body));
        Assert.Equal("cap-of-three", venue.Scenario.Name);
        await PostAsync(venue, """{"scenario":"calm"}""");
        Assert.Equal("calm", venue.Scenario.Name);
    }

    [Fact]
    public async Task A_scenario_is_posted_whole()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        await PostAsync(venue, """{"text":"scenario mine\nsays nothing fits\nallow 1 registrations"}""");
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(VenueOptions.DefaultCodes[0]);

        Assert.Equal("OPSP0008", (await client.RegisterAsync(VenueOptions.DefaultCodes[1])).MessageCode);
    }

    [Theory]
    [InlineData("""{"scenario":"no-such"}""", 404, "no scenario is called 'no-such'")]
    [InlineData("""{"text":"scenario x\nsays y\ndance"}""", 400, "text, line 3: 'dance' is not a sentence")]
    [InlineData("""{"text":"scenario x\nsays y\nfrom 08:50:00 to 09:10:00 hold a call after a halt"}""", 400, "scenario 'x' holds a call that overlaps")]
    [InlineData("cap-of-three", 400, "the body is {")]
    [InlineData("{}", 400, "the body is {")]
    [InlineData("""{"scenario":3}""", 400, "the body is {")]
    [InlineData("""{"scenario":"cap-of-three","text":"x"}""", 400, "the body is {")]
    public async Task A_wrong_one_is_refused_with_the_reason_and_changes_nothing(string text, int status, string reason)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions());

        var answer = await PostAsync(venue, text);

        Assert.Equal(status, answer.Status);
        Assert.StartsWith(reason, JsonDocument.Parse(answer.Body).RootElement.GetProperty("error").GetString());
        Assert.Equal("calm", venue.Scenario.Name);
    }

    [Fact]
    public async Task The_scenarios_are_listed_with_a_line_each()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        var (_, body) = await VenueClient.GetAsync(venue, "/venue/scenarios");
        Assert.Contains("""{"scenario":"slot-held","says":"a session that ends without a close frame keeps its slot for two minutes"}""", body);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/oauth2/tokenP")]
    [InlineData("/venue/nothing")]
    public async Task Other_addresses_are_not_found(string path)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false });
        Assert.Equal(404, (await VenueClient.GetAsync(venue, path)).Status);
    }

    private static Task<(int Status, string Body)> PostAsync(VenueServer venue, string json) =>
        VenueClient.PostAsync(venue, Encoding.UTF8.GetBytes(json), "/venue/scenario");
}
