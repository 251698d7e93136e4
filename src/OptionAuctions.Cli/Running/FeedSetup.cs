using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Cli.Running;

/// <summary>The settings of a feed's host.</summary>
/// <param name="Configuration">The source of the options.</param>
/// <param name="Change">Changes the options that were read from it.</param>
/// <param name="Reference">The reference data of the market.</param>
/// <param name="Time">The clock of the feed.</param>
/// <param name="IsQuiet">True when nothing is logged, since the output has the terminal.</param>
/// <param name="AddActors">Starts the command's own actors, before the feed's.</param>
internal sealed record FeedSetup(
    IConfiguration Configuration, Action<FeedOptions> Change, ReferenceData Reference, TimeProvider Time, bool IsQuiet,
    Action<ActorSystem, IActorRegistry> AddActors);
