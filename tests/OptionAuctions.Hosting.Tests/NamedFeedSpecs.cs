using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OptionAuctions.TestKit;
using Xunit.Abstractions;

namespace OptionAuctions.Hosting.Tests;

/// <summary>Two feeds in one host, each towards a venue of its own: one without a name, one by the name of night.</summary>
public sealed class NamedFeedSpecs(ITestOutputHelper output) : HostedKit(output)
{
    private static readonly Instrument Code = new("B50612083");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly ReferenceData Listed = ReferenceData.BuiltIn with { Instruments = InstrumentList.Load(Repository.MasterFile) };

    private VenueInTest _venue = null!, _nightVenue = null!;
    private IActorRef? _routerInRegistry;
    private IConfigurationRoot _configuration = null!;

    protected override async Task BeforeHostAsync() => (_venue, _nightVenue) = (await VenueInTest.StartAsync(), await VenueInTest.StartAsync());

    protected override async Task AfterHostAsync()
    {
        await _venue.DisposeAsync();
        await _nightVenue.DisposeAsync();
    }

    protected override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(_venue.Clock).AddSingleton<Watch>().AddOptionAuctionServices();
        services.AddHealthChecks();
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services)
    {
        _configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OptionAuctions:AppKeys:0:AppKey"] = "key-of-the-day", ["OptionAuctions:AppKeys:0:AppSecret"] = "secret-of-the-day",
            ["OptionAuctions:Codes:0"] = $"{Code}",
            ["OptionAuctions:Feeds:night:AppKeys:0:AppKey"] = "key-of-the-night", ["OptionAuctions:Feeds:night:AppKeys:0:AppSecret"] = "secret-of-the-night",
            ["OptionAuctions:Feeds:night:Series:0:Underlying"] = "005930",
            ["OptionAuctions:Feeds:night:Series:0:Expiries"] = "1", ["OptionAuctions:Feeds:night:Series:0:Atm"] = "0",
        }).Build();
        akka.WithCodeActor("night", (_, _) => Props.Create<Publisher>())
            .WithOptionAuctions(_configuration, options => Towards(_venue, options))
            .WithOptionAuctions("night", _configuration, options => Towards(_nightVenue, options), Listed)
            .WithActors((_, registry) => _routerInRegistry = registry.GetAuctionRouter("night"));
    }

    [Fact]
    public async Task Each_follows_its_own_codes_at_its_own_venue_and_has_actors_of_its_own()
    {
        await _venue.RegisteredAsync(Code);
        await _nightVenue.RegisteredAsync(new Instrument("B11612083"), new Instrument("C11612083"));
        var watch = Host.Services.GetRequiredService<Watch>();
        var night = await watch.Auctions.GetAsync(CancellationToken.None);

        Assert.Equal(("/user/auctions", "/user/feed"), (PathOf(Actor<AuctionRouter>()), PathOf(Actor<AuctionSupervisor>())));
        Assert.Equal(("/user/night-auctions", "/user/night-feed"), (PathOf(night), PathOf(watch.Feed.ActorRef)));
        Assert.Equal(night, _routerInRegistry);
        Assert.Equal(2, (await watch.Feed.ActorRef.Ask<FeedStatus>(AuctionProtocol.GetStatus.Instance, Patience)).Sessions.Sum(session => session.Held));
        Assert.Equal(2, _nightVenue.Server.State().OpenSessions.Single().Registrations.Count);
    }

    [Fact]
    public async Task Only_the_one_that_they_were_added_for_has_the_hosts_own_actors()
    {
        var started = Kit.CreateTestProbe();
        Sys.EventStream.Subscribe(started, typeof(Publisher.Received));
        await _nightVenue.RegisteredAsync(new Instrument("B11612083"));
        await _venue.RegisteredAsync(Code);
        await _venue.SendAsync(MessageBuilder.ExpectedExecutions.With(Code, new TimeOnly(8, 41), 1060));
        await _nightVenue.SendAsync(MessageBuilder.ExpectedExecutions.With(new Instrument("B11612083"), new TimeOnly(8, 41), 1060));

        Assert.Equal(new Instrument("B11612083"), (await started.ExpectMsgAsync<Publisher.Received>(Patience)).Code);
        Assert.True(await AuctionFeed.DrainAsync(Actor<AuctionSupervisor>(), Patience)); // what the other received was delivered, and to nobody
        Assert.False(started.HasMessages);
    }

    [Fact]
    public void The_reference_data_of_each_is_a_service_and_the_one_given_finds_the_series()
    {
        var watch = Host.Services.GetRequiredService<Watch>();

        Assert.Same(Listed, watch.Reference);
        Assert.Equal(InstrumentList.Empty, Host.Services.GetRequiredService<ReferenceData>().Instruments);
    }

    [Fact]
    public async Task Each_has_health_checks_of_its_own()
    {
        var report = await Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("live"));

        Assert.Equal(["option-auctions-live", "option-auctions-night-live"], report.Entries.Keys.Order());
        Assert.Equal(HealthStatus.Healthy, report.Status);
    }

    [Fact]
    public async Task The_meter_of_the_one_with_a_name_has_it_as_a_tag()
    {
        await _nightVenue.RegisteredAsync(new Instrument("B11612083"));
        var opened = 0L;
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => it.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "option_auctions.sockets.opened" && instrument.Meter.Tags?.Contains(KeyValuePair.Create("feed", (object?)"night")) == true)
                opened += value;
        });
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(1, opened);
    }

    [Fact]
    public async Task A_change_of_the_configuration_is_told_and_that_it_has_no_effect() => await Kit.EventFilter
        .Warning(message: "the options have changed, which has no effect before the next start: OptionAuctions:Feeds:night:Connection:Capacity")
        .ExpectOneAsync(
            Patience,
            () =>
            {
                _configuration["OptionAuctions:Feeds:night:Connection:Capacity"] = "20";
                _configuration.Reload();
                return Task.CompletedTask;
            });

    private static void Towards(VenueInTest venue, FeedOptions options)
    {
        var appKeys = options.AppKeys;
        venue.Configure(options);
        options.AppKeys = appKeys;
    }

    private static string PathOf(IActorRef actor) => actor.Path.ToStringWithoutAddress();

    /// <summary>A service of the host's.</summary>
    private sealed class Watch(
        [FromKeyedServices("night")] IRequiredActor<AuctionRouter> auctions, [FromKeyedServices("night")] IRequiredActor<AuctionSupervisor> feed,
        [FromKeyedServices("night")] ReferenceData reference)
    {
        public IRequiredActor<AuctionRouter> Auctions => auctions;

        public IRequiredActor<AuctionSupervisor> Feed => feed;

        public ReferenceData Reference => reference;
    }

    /// <summary>Publishes each record.</summary>
    private sealed class Publisher : CodeActor
    {
        // The record may be a part of the snapshot already.
        protected override void OnSnapshot(in AuctionState auction)
        {
            if (auction.Revision > 0) Context.System.EventStream.Publish(new Received(auction.Code));
        }

        protected override void OnRecord(in AuctionChanged change) => Context.System.EventStream.Publish(new Received(change.Current.Code));

        public sealed record Received(Instrument Code);
    }
}
