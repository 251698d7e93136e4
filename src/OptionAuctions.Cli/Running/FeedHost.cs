using Akka.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Connection;
using OptionAuctions.Hosting;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace OptionAuctions.Cli.Running;

/// <summary>The host that a run lives in: the feed on its actor system, and the one actor that reports.</summary>
internal static class FeedHost
{
    // An actor system logs to standard output before its loggers run and after they stopped, and ends itself at Ctrl+C: here
    // stdout is for results, and a run drains before it ends.
    private const string OurOwn = """
        akka.stdout-loglevel = OFF
        akka.coordinated-shutdown.run-by-clr-shutdown-hook = off
        """;

    /// <summary>Builds it; nothing is started.</summary>
    /// <param name="plan">What to do.</param>
    /// <param name="configuration">Where the options come from.</param>
    /// <param name="around">Where logs go.</param>
    /// <param name="report">Where changes go.</param>
    /// <param name="time">The clock to live on.</param>
    public static IHost Build(RunPlan plan, IConfiguration configuration, Surroundings around, IReport report, TimeProvider time)
    {
        var hocon = Settings.Akka(around);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ApplicationName = "auctions" });
        builder.Configuration.AddConfiguration(configuration);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging
            .SetMinimumLevel(report.OwnsTheScreen ? LogLevel.None : LogLevel.Information)
            .AddConfiguration(configuration.GetSection("Logging"))
            .AddProvider(new ErrorLog(around.Error, time));
        builder.Services.AddAkka("auctions", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .AddHocon(hocon, HoconAddMode.Prepend)
            .AddHocon(OurOwn, HoconAddMode.Prepend)
            .WithActors((system, registry) =>
            {
                var reporter = system.ActorOf(ReporterActor.Props(report, time), "reporter");
                system.EventStream.Subscribe(reporter, typeof(IFeedEvent)); // here, not when it comes to run: the feed's first word may be sooner
                registry.Register<ReporterActor>(reporter);
            })
            .WithOptionAuctions(configuration, plan.Apply, plan.Reference));
        return builder.Build();
    }

    /// <summary>Signals are this process's own affair; the host ends when the run does.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
