using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Venue;

namespace OptionAuctions.Hosting.Tests;

/// <summary>A host whose credentials are renewed while it runs, against a venue that does not know the former ones.</summary>
public sealed class AppKeyRenewalSpecs : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private VenueServer _venue = null!;

    public async Task InitializeAsync() => _venue = await VenueServer.StartAsync(new VenueOptions
    {
        MarketRuns = false,
        Accounts = [new VenueAccount(new Secret("renewed-key"), new Secret("renewed-secret"))],
    });

    public async Task DisposeAsync() => await _venue.DisposeAsync();

    [Fact]
    public async Task Credentials_that_the_configuration_loads_anew_are_used_at_the_next_dial()
    {
        var source = new Reloadable(Settings("former-key"));
        using var host = await StartAsync(new ConfigurationBuilder().Add(source).Build(), services => services, fromConfiguration: true);

        source.Load(Settings("renewed-key"));

        await _venue.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(Patience);
        await host.StopAsync();
    }

    [Fact]
    public async Task Credentials_of_the_hosts_options_are_used_at_the_next_dial_also_where_the_feeds_were_made_in_code()
    {
        var source = new Reloadable(Settings("former-key"));
        var configuration = new ConfigurationBuilder().Add(source).Build();
        using var host = await StartAsync(
            configuration, services => services.Configure<FeedOptions>(configuration.GetSection(FeedOptions.Section)), fromConfiguration: false);

        source.Load(Settings("renewed-key"));

        await _venue.WhenAsync(state => state.OpenSessions.Any()).WaitAsync(Patience);
        await host.StopAsync();
    }

    [Fact]
    public void What_is_impossible_or_throws_changes_nothing()
    {
        var options = new FeedOptions { AppKeys = [new AppKeyOptions { AppKey = new Secret("key"), AppSecret = new Secret("secret") }] };
        var renewal = new AppKeyRenewal(options, Akka.Event.NoLogger.Instance);

        renewal.Renew(() => new FeedOptions());
        renewal.Renew(() => new FeedOptions { AppKeys = [new AppKeyOptions { AppKey = new Secret("new") }] });
        renewal.Renew(() => throw new FeedOptionsException(["broken"]));

        Assert.Equal("key", options.AppKeys.Single().AppKey.Reveal());
    }

    [Theory]
    [InlineData("", "", "new")]
    [InlineData("", "night", "key")]
    [InlineData("night", "Night", "new")]
    [InlineData("night", "", "key")]
    public void Options_of_another_feed_change_nothing(string feed, string changedOptions, string expected)
    {
        var options = new FeedOptions { AppKeys = [new AppKeyOptions { AppKey = new Secret("key"), AppSecret = new Secret("secret") }] };
        var renewal = new AppKeyRenewal(options, Akka.Event.NoLogger.Instance, feed);

        renewal.OnChanged(new FeedOptions { AppKeys = [new AppKeyOptions { AppKey = new Secret("new"), AppSecret = new Secret("secret") }] }, changedOptions);

        Assert.Equal(expected, options.AppKeys.Single().AppKey.Reveal());
    }

    private async Task<IHost> StartAsync(IConfigurationRoot configuration, Func<IServiceCollection, IServiceCollection> configure, bool fromConfiguration)
    {
        var refused = _venue.WhenAsync(state => state.Counters.ApprovalsRefused > 0);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        configure(builder.Services);
        builder.Services.AddAkka("renewal", (akka, _) =>
        {
            if (fromConfiguration) akka.WithOptionAuctions(configuration);
            else akka.WithOptionAuctions(options => configuration.GetSection(FeedOptions.Section).Bind(options));
        });
        var host = builder.Build();
        await host.StartAsync();
        await refused.WaitAsync(Patience);
        return host;
    }

    private Dictionary<string, string?> Settings(string key) => new()
    {
        ["OptionAuctions:WsUrl"] = _venue.WebSocketUrl.ToString(),
        ["OptionAuctions:ApprovalUrl"] = _venue.ApprovalUrl.ToString(),
        ["OptionAuctions:Dialing:ReconnectMin"] = "00:00:00.010",
        ["OptionAuctions:Dialing:ReconnectMax"] = "00:00:00.020",
        ["OptionAuctions:Codes:0"] = "B11612083",
        ["OptionAuctions:AppKeys:0:AppKey"] = key,
        ["OptionAuctions:AppKeys:0:AppSecret"] = "renewed-secret",
    };

    /// <summary>A configuration that a test loads anew.</summary>
    private sealed class Reloadable : ConfigurationProvider, IConfigurationSource
    {
        public Reloadable(Dictionary<string, string?> settings) => Data = settings;

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Load(Dictionary<string, string?> settings)
        {
            Data = settings;
            OnReload();
        }
    }
}
