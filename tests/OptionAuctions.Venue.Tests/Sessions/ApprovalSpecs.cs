using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Sessions;

public sealed class ApprovalSpecs
{
    private static readonly VenueAccount Account = new(new Secret("the-key"), new Secret("the-secret"));

    [Theory]
    [InlineData("the-key", "the-secret", "200", "approval_key")]
    [InlineData("other-key", "the-secret", "403", "EGW00103")]
    [InlineData("the-key", "other-secret", "403", "EGW00105")]
    [InlineData("", "the-secret", "403", "EGW00103")]
    [InlineData("the-key", "", "403", "EGW00105")]
    public async Task Credentials_are_checked_against_the_accounts(string appKey, string secret, string status, string content)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { Accounts = [Account] });

        var (answered, body) = await BareClient.ApproveAsync(venue, appKey, secret);

        Assert.Equal(status, answered);
        Assert.Contains(content, body);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"grant_type":"password","appkey":"a","secretkey":"b"}""")]
    public async Task What_is_no_request_gets_an_error_body(string body)
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions());

        var (status, answer) = await VenueClient.PostAsync(venue, Encoding.UTF8.GetBytes(body));

        Assert.Equal(403, status);
        Assert.StartsWith("EGW00101", ApprovalAnswer.Decode(answer).Error);
    }

    [Fact]
    public async Task The_token_calls_name_of_the_secret_is_not_taken()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions());

        var (status, answer) = await VenueClient.PostAsync(venue, """{"grant_type":"client_credentials","appkey":"a","appsecret":"b"}"""u8.ToArray());

        Assert.Equal(403, status);
        Assert.StartsWith("EGW00105", ApprovalAnswer.Decode(answer).Error);
    }

    [Fact]
    public async Task Every_request_is_answered_with_a_key_of_its_own_and_every_key_begins_sessions()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false }, new FakeTimeProvider());
        var keys = new List<string>();
        for (var i = 0; i < 5; i++) keys.Add((await VenueClient.KeyAsync(venue)).Reveal());

        Assert.Equal(5, keys.Distinct().Count());
        Assert.Equal((5, 0), (venue.State().Counters.ApprovalsGranted, venue.State().Counters.ApprovalsRefused));
        using var client = await BareClient.ConnectAsync(venue);
        foreach (var (key, i) in keys.Select((key, i) => (key, i)))
        {
            client.Key = key; // as a public client does, which asks for a key with each registration
            await client.RequestAsync($"B1161208{i}");
            Assert.Contains("OPSP0000", await client.AnswerAsync());
        }
    }

    [Fact]
    public async Task One_key_a_second_by_the_venues_clock_and_app_key_where_that_is_the_limit()
    {
        var time = new FakeTimeProvider();
        await using var venue = await VenueServer.StartAsync(new VenueOptions { ApprovalEvery = TimeSpan.FromSeconds(1) }, time);
        await BareClient.ApproveAsync(venue, "a", "s");

        var soon = await BareClient.ApproveAsync(venue, "a", "s");
        var other = await BareClient.ApproveAsync(venue, "b", "s");
        time.Advance(TimeSpan.FromSeconds(1));
        var later = await BareClient.ApproveAsync(venue, "a", "s");

        Assert.Equal(("500", "200", "200"), (soon.Status, other.Status, later.Status));
        Assert.Contains("EGW00201", soon.Body);
        Assert.Equal((3, 1), (venue.State().Counters.ApprovalsGranted, venue.State().Counters.ApprovalsRefused));
    }

    [Fact]
    public async Task A_key_begins_sessions_for_a_day_and_a_session_outlives_its_key()
    {
        var time = new FakeTimeProvider();
        var options = new VenueOptions
        {
            MarketRuns = false,
            PingPongAnswerWithin = TimeSpan.FromHours(1),
            PingPongEvery = TimeSpan.FromHours(1),
            ApprovalKeyLife = TimeSpan.FromMinutes(30),
        };
        await using var venue = await VenueServer.StartAsync(options, time);
        var key = ApprovalAnswer.Decode((await BareClient.ApproveAsync(venue, "a", "s")).Body).Key!.Reveal();
        using var client = await BareClient.ConnectAsync(venue, key: key);
        await client.RequestAsync("B11612081");
        await client.AnswerAsync();

        time.Advance(TimeSpan.FromMinutes(30));
        await client.RequestAsync("B11612082");
        var answers = new[] { await client.AnswerAsync(), await client.AnswerAsync() };

        Assert.Contains(answers, a => a.Contains("OPSP0000", StringComparison.Ordinal));
        using var second = await BareClient.ConnectAsync(venue, key: key);
        await second.RequestAsync("B11612081");
        Assert.Contains("OPSP0011", await second.AnswerAsync());
    }

    [Fact]
    public async Task No_key_and_no_secret_stands_in_the_venues_state()
    {
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, Accounts = [Account] });
        var key = await VenueClient.KeyAsync(venue, "the-key", "the-secret");
        await using var client = await VenueClient.ConnectAsync(venue, key: key);
        await client.RegisterAsync(new Instrument("B11612083"));

        var state = venue.State() + string.Join(' ', venue.State().Sessions) + (await VenueClient.GetAsync(venue, "/venue/state")).Body;

        Assert.All(["the-key", "the-secret", key.Reveal()], secret => Assert.DoesNotContain(secret, state));
    }
}
