using System.Globalization;
using Akka.Actor;
using Akka.Hosting;
using Akka.Streams;
using Microsoft.Extensions.Hosting;

namespace OptionAuctions.Hosting.Tests.Samples;

/// <summary>
/// Writes every indication, one a line, below where each code begins: a service of the host's, and no actor. A disk that is slow for longer than the
/// bound ends it by an exception that says so, and as a rule the host with it: a file with holes would look whole. Add it behind <c>AddAkka</c>, so that
/// it is stopped before.
/// </summary>
public sealed class IndicationFile(ActorSystem system, IRequiredActor<AuctionRouter> auctions, TextWriter file) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var router = await auctions.GetAsync(stoppingToken); // the actors start with the host, and so does this
        var changes = AuctionSource.ReadAsync(router, system.Materializer(), delivery: Delivery.Every(10_000));
        await foreach (var change in changes.WithCancellation(stoppingToken))
        {
            var (code, revision, indication) = (change.Current.Code, change.Current.Revision, change.Current.Latest);
            if (change.Kind == ChangeKind.Snapshot) await file.WriteLineAsync($"# {code} behind revision {revision}");
            if (change.Kind == ChangeKind.Indication)
                await file.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{code},{revision},{indication.Time:HH:mm:ss},{indication.Price}"));
        }
    }
}
