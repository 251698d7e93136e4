using Akka.Actor;
using Akka.Event;
using Akka.Hosting;
using Akka.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OptionAuctions.Hosting.Tests.Samples;

namespace OptionAuctions.Hosting.Tests.Processes;

/// <summary>
/// A web host as an embedder writes it, for tests that need a process of its own: a subscriber, a code actor, a stream and a loop in a service, each of
/// which logs what it receives. Options come from the environment.
/// </summary>
internal static class HostProgram
{
    public static Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton<TextWriter>(services => new LogWriter(services.GetRequiredService<ILogger<IndicationFile>>()));
        builder.Services.AddAkka("host", akka => akka
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
            })
            .WithOptionAuctions(builder.Configuration)
            .WithCodeActor((_, _) => Props.Create<RecordLog>())
            .WithActors((system, registry, resolver) =>
            {
                registry.Register<Movers>(system.ActorOf(resolver.Props<Movers>(), "movers"));
                var log = Logging.GetLogger(system, "stream");
                AuctionSource.Of(registry.Get<AuctionRouter>()).RunForeach(change => log.Info("the stream received {0}", change.Kind), system.Materializer());
            }));
        builder.Services.AddHostedService<IndicationFile>();
        var app = builder.Build();
        app.MapHealthChecks("/health");
        return app.RunAsync();
    }

    /// <summary>A code actor that logs each record.</summary>
    private sealed class RecordLog : CodeActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        protected override void OnRecord(in AuctionChanged change) => _log.Info("the code actor received {0}", change.Kind);
    }
}
