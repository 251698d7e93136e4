using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OptionAuctions.Hosting.Tests;

/// <summary>What a host is refused when its feeds do not go together, before any of them dials.</summary>
public sealed class HostedFeedsSpecs
{
    private static readonly Uri Nowhere = new("ws://127.0.0.1:1/tryitout");

    [Fact]
    public Task A_code_actor_without_a_feed_is_refused() => IsRefusedAsync(
        akka => akka.WithCodeActor((_, _) => Props.Empty),
        "WithCodeActor was called for the feed without a name, for which WithOptionAuctions was not; there is no feed");

    [Fact]
    public Task A_code_actor_of_a_feed_that_is_not_there_is_refused() => IsRefusedAsync(
        akka => akka.WithOptionAuctions(Dayfeed).WithCodeActor("nihgt", (_, _) => Props.Empty).WithOptionAuctions("night", Nightfeed),
        "WithCodeActor was called for the feed 'nihgt', for which WithOptionAuctions was not; there is the feed without a name, the feed 'night'");

    [Fact]
    public Task A_second_feed_without_a_name_is_refused() => IsRefusedAsync(
        akka => akka.WithOptionAuctions(Dayfeed).WithOptionAuctions(Nightfeed),
        "WithOptionAuctions was called twice for the feed without a name: a second feed needs a name of its own");

    [Fact]
    public Task A_second_feed_of_a_name_is_refused() => IsRefusedAsync(
        akka => akka.WithOptionAuctions("night", Nightfeed).WithOptionAuctions("Night", Dayfeed),
        "WithOptionAuctions was called twice for the feed 'Night': a second feed needs a name of its own");

    [Fact]
    public Task Two_feeds_with_one_app_key_are_refused() => IsRefusedAsync(
        akka => akka.WithOptionAuctions(Dayfeed).WithOptionAuctions("night", Dayfeed),
        "OptionAuctions:Feeds:night:AppKeys:0:AppKey is that of the feed without a name too, and a key is good for one session");

    [Fact]
    public Task What_is_wrong_with_the_options_of_a_feed_is_said_with_its_keys() => IsRefusedAsync(
        akka => akka.WithOptionAuctions("night", Configuration(("OptionAuctions:Feeds:night:Connection:Capacity", "0")), Nightfeed),
        "OptionAuctions:Feeds:night:Connection:Capacity is 0, and has to be between 1 and 1000");

    [Fact]
    public Task A_section_of_a_feed_that_is_a_letter_off_is_refused_with_the_name_that_is_meant() => IsRefusedAsync(
        akka => akka.WithOptionAuctions("night", Configuration(("OptionAuctions:Feeds:nights:Codes:0", "B11612083")), Nightfeed),
        "OptionAuctions:Feeds:nights is not read: the options of the feed 'night' are in the section OptionAuctions:Feeds:night");

    [Theory]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("밤")]
    public async Task A_name_that_cannot_be_a_part_of_a_path_is_refused(string name)
    {
        using var host = HostOf(akka => akka.WithOptionAuctions(name, Nightfeed));

        Assert.Contains($"'{name}' cannot be the name of a feed", (await Assert.ThrowsAsync<ArgumentException>(() => host.StartAsync())).Message);
    }

    [Fact]
    public async Task Closing_may_take_as_long_as_the_feed_that_allows_most()
    {
        using var host = HostOf(akka => akka
            .WithOptionAuctions(Dayfeed)
            .WithOptionAuctions("night", options =>
            {
                Nightfeed(options);
                options.Connection.CloseTimeout = TimeSpan.FromSeconds(10);
            })
            .WithOptionAuctions("third", options =>
            {
                Nightfeed(options);
                options.AppKeys[0].AppKey = new Secret("a third key");
            }));
        await host.StartAsync();

        var config = host.Services.GetRequiredService<ActorSystem>().Settings.Config;
        Assert.Equal(TimeSpan.FromSeconds(13), config.GetTimeSpan("akka.coordinated-shutdown.phases.before-service-unbind.timeout"));
        await host.StopAsync();
    }

    [Fact]
    public async Task A_feed_that_is_asked_for_and_was_not_added_is_named()
    {
        using var host = HostOf(akka => akka.WithOptionAuctions("night", Nightfeed));

        Assert.Equal(
            "the feed 'nihgt' was not added; there is the feed 'night'",
            Assert.Throws<FeedOptionsException>(() => host.Services.GetRequiredKeyedService<IRequiredActor<AuctionRouter>>("nihgt")).Message);
        Assert.Equal(
            "the feed 'night' has not started; GetAsync waits for it",
            Assert.Throws<MissingActorRegistryEntryException>(
                () => host.Services.GetRequiredKeyedService<IRequiredActor<AuctionRouter>>("night").ActorRef).Message);
        await host.StopAsync();
    }

    private static async Task IsRefusedAsync(Action<AkkaConfigurationBuilder> configure, string sentence)
    {
        using var host = HostOf(configure);

        Assert.Equal([sentence], (await Assert.ThrowsAsync<FeedOptionsException>(() => host.StartAsync())).Problems);
    }

    private static IHost HostOf(Action<AkkaConfigurationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOptionAuctionServices().AddAkka("feeds", akka => configure(akka.ConfigureLoggers(loggers => loggers.ClearLoggers())));
        return builder.Build();
    }

    private static void Dayfeed(FeedOptions options) => Set(options, "key of the day");

    private static void Nightfeed(FeedOptions options) => Set(options, "key of the night");

    private static void Set(FeedOptions options, string appKey) => (options.WsUrl, options.ApprovalUrl, options.AppKeys) =
        (Nowhere, new Uri("http://127.0.0.1:1"), [new AppKeyOptions { AppKey = new Secret(appKey), AppSecret = new Secret("secret") }]);

    private static IConfigurationRoot Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();
}
