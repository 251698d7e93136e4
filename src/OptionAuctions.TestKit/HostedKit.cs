using Akka.Actor;
using Akka.Hosting;
using Akka.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit;

/// <summary>
/// A base class for tests inside a real host: the actor system is the one that <c>AddAkka</c> made, with probes on it. Derive from it, configure
/// the host, and test; the host starts before each test and stops after it.
/// </summary>
/// <param name="output">The output for the test's log.</param>
public abstract class HostedKit(ITestOutputHelper output) : IAsyncLifetime
{
    private IHost? _host;
    private Akka.TestKit.Xunit2.TestKit? _kit;

    /// <summary>The host; available from its start on.</summary>
    protected IHost Host => _host ?? throw new InvalidOperationException("the host starts before the test, not before its constructor");

    /// <summary>The Akka TestKit on the host's actor system: probes, event filters and so on.</summary>
    protected Akka.TestKit.Xunit2.TestKit Kit => _kit ?? throw new InvalidOperationException("the host starts before the test, not before its constructor");

    /// <summary>The host's actor system.</summary>
    protected ActorSystem Sys => Kit.Sys;

    /// <summary>Returns the actor that was registered with a type.</summary>
    protected IActorRef Actor<TKey>() => Host.Services.GetRequiredService<IRequiredActor<TKey>>().ActorRef;

    /// <summary>Starts what the host needs and does not contain, such as a venue. Called before the host is built.</summary>
    protected virtual Task BeforeHostAsync() => Task.CompletedTask;

    /// <summary>Stops what <see cref="BeforeHostAsync"/> started. Called after the host has stopped.</summary>
    protected virtual Task AfterHostAsync() => Task.CompletedTask;

    /// <summary>Adds services to the host, behind the actor system: hosted services start after the actors and stop before them.</summary>
    protected virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>Adds actors to the host's actor system.</summary>
    protected abstract void ConfigureAkka(AkkaConfigurationBuilder akka, IServiceProvider services);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await BeforeHostAsync();
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddAkka("test", (akka, services) =>
        {
            akka.AddHocon(TestKitBase.DefaultConfig, HoconAddMode.Append);
            akka.ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLogger<TestEventListener>();
            });
            ConfigureAkka(akka, services);
        });
        ConfigureServices(builder.Services);
        _host = builder.Build();
        await _host.StartAsync();
        _kit = new Akka.TestKit.Xunit2.TestKit(_host.Services.GetRequiredService<ActorSystem>(), output);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_host is { } host)
        {
            await host.StopAsync();
            host.Dispose();
        }

        _kit?.Dispose();

        await AfterHostAsync();
    }
}
