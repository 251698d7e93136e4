using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionAuctions.Cli.Output;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace OptionAuctions.Cli.Running;

/// <summary>The host of a command that dials: the feed on its actor system, and the command's own actors.</summary>
internal static class FeedHost
{
    // By default an actor system logs to standard output before its loggers run and after they have stopped, and ends itself at Ctrl+C. Here
    // standard output is for results, and a command drains the feed before it ends.
    private const string HoconOverrides = """
        akka.stdout-loglevel = OFF
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    /// <summary>Builds the host; nothing is started.</summary>
    /// <param name="setup">The settings of the host.</param>
    /// <param name="environment">The outside world, to which logs are written.</param>
    public static IHost Build(FeedSetup setup, CliEnvironment environment)
    {
        var hocon = Settings.Akka(environment);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "auctions" });
        builder.Configuration.AddConfiguration(setup.Configuration);
        builder.Services.AddSingleton(setup.Time);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging
            .SetMinimumLevel(setup.IsQuiet ? LogLevel.None : LogLevel.Information)
            .AddConfiguration(setup.Configuration.GetSection("Logging"))
            .AddProvider(new ErrorLog(environment.Error, setup.Time, environment.Time));
        builder.Services.AddAkka("auctions", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(HoconOverrides, HoconAddMode.Prepend)
            .WithQuietScheduler()
            .WithActors((system, registry) => setup.AddActors(system, registry))
            .WithOptionAuctions(setup.Configuration, setup.Change, setup.Reference));
        return builder.Build();
    }

    /// <summary>Starts the host, and in it the feed.</summary>
    /// <exception cref="CliException">The feed cannot start.</exception>
    public static async Task StartAsync(IHost host)
    {
        host.Services.PrepareOptionAuctions(); // the approval key is asked for while the actor system is created
        try
        {
            // Created here, so that a failure is reported as a sentence; inside the host it would be a stack trace on stdout.
            _ = host.Services.GetRequiredService<ActorSystem>();
        }
        catch (Exception cause) // the type depends on the setting that Akka does not accept
        {
            throw new CliException(
                $"the actor system cannot start with this akka.conf: {cause.GetBaseException().Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }

        try
        {
            await host.StartAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"the feed cannot start: {cause.Message}", ExitCode.Failed);
        }
    }

    /// <summary>Stops the host and disposes it. One that does not stop is left as it is: to dispose it would be to wait for it.</summary>
    /// <param name="host">The host.</param>
    /// <param name="within">Longest time to wait.</param>
    /// <param name="environment">Where it is reported that it does not stop.</param>
    public static async Task StopAsync(IHost host, TimeSpan within, CliEnvironment environment)
    {
        try
        {
            await host.StopAsync(CancellationToken.None).WaitAsync(within, TimeProvider.System);
            host.Dispose();
        }
        catch (TimeoutException)
        {
            environment.Error.WriteLine("auctions: the host did not stop in time; the process ends without it");
        }
    }

    /// <summary>Returns an actor of the host by the type under which it is registered.</summary>
    public static IActorRef Actor<T>(this IHost host) => host.Services.GetRequiredService<IRequiredActor<T>>().ActorRef;

    /// <summary>Asks an actor; <see langword="null"/> when it does not answer in time.</summary>
    public static async Task<T?> AskAsync<T>(this IActorRef actor, object query, TimeSpan within)
        where T : class
    {
        try
        {
            return await actor.Ask<T>(query, within);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    /// <summary>A host lifetime without signal handlers: this process handles signals itself, and the host ends when the run does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
