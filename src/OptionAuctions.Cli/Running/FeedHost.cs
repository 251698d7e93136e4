using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Reports;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace OptionAuctions.Cli.Running;

/// <summary>The host of a run: the feed on its actor system, and the actor that reports.</summary>
internal static class FeedHost
{
    // By default an actor system logs to standard output before its loggers run and after they have stopped, and ends itself at Ctrl+C. Here
    // standard output is for results, and a run drains the feed before it ends.
    private const string HoconOverrides = """
        akka.stdout-loglevel = OFF
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    /// <summary>Builds the host; nothing is started.</summary>
    /// <param name="plan">The plan of the run.</param>
    /// <param name="configuration">The source of the options.</param>
    /// <param name="environment">The outside world, to which logs are written.</param>
    /// <param name="report">The report of the changes.</param>
    /// <param name="time">The clock of the feed.</param>
    public static IHost Build(RunPlan plan, IConfiguration configuration, CliEnvironment environment, IReport report, TimeProvider time)
    {
        var hocon = Settings.Akka(environment);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "auctions" });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging
            .SetMinimumLevel(report.OwnsTheScreen ? LogLevel.None : LogLevel.Information)
            .AddConfiguration(configuration.GetSection("Logging"))
            .AddProvider(new ErrorLog(environment.Error, time, environment.Time));
        builder.Services.AddAkka("auctions", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(HoconOverrides, HoconAddMode.Prepend)
            .WithQuietScheduler()
            .WithActors((system, registry) =>
            {
                var reporter = system.ActorOf(ReporterActor.Props(report, environment.Out, time, plan.Reference.Calendar), "reporter");
                system.EventStream.Subscribe(reporter, typeof(IFeedEvent)); // here too: the feed's first event may come before its PreStart
                registry.Register<ReporterActor>(reporter);
            })
            .WithOptionAuctions(configuration, plan.Apply, plan.Reference));
        return builder.Build();
    }

    /// <summary>A host lifetime without signal handlers: this process handles signals itself, and the host ends when the run does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
