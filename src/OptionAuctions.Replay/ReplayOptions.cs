using Akka.Actor;
using Akka.Configuration;

namespace OptionAuctions.Replay;

/// <summary>Options of a replay: which part of a recording, which codes, how fast, and what of yours runs along.</summary>
public sealed record ReplayOptions
{
    /// <summary>The first time of arrival. Default: from the beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time of arrival from which nothing is played. Default: to the end.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The codes that are followed, registered from the beginning. Default: all that the recording has.</summary>
    public IReadOnlyCollection<Instrument>? Codes { get; init; }

    /// <summary>Seconds of the recording per second of <see cref="Time"/>, above 0; 1: as it was recorded. Default: as fast as possible.</summary>
    public double? Speed { get; init; }

    /// <summary>The clock that <see cref="Speed"/> goes by. Default: that of the system.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Changes the options of the feed; those of the connection have no effect. Before it they are those of <see cref="FeedOptions"/>, with final prices from
    /// trades if the recording has some. Default: no change.
    /// </summary>
    public Action<FeedOptions>? Change { get; init; }

    /// <summary>Calendar, phase codes and series. Default: the shipped ones.</summary>
    public ReferenceData? Reference { get; init; }

    /// <summary>
    /// Factories of your own actors for codes, as for <see cref="AuctionFeed.Start"/>. They run on the replay's thread and must not block waiting for another
    /// actor. What they wait for outside of the actor system, such as a file, is not waited for, nor an Ask that is piped to them. Default: none.
    /// </summary>
    public IReadOnlyList<Func<Instrument, ListedSeries?, Props?>>? CodeActors { get; init; }

    /// <summary>Called once, before the first message, with the actor system and the router: for subscribers of yours. Default: nothing.</summary>
    public Action<ActorSystem, IActorRef>? Started { get; init; }

    /// <summary>Called once with the actor system, before any actor for a code is made. Default: nothing.</summary>
    internal Action<ActorSystem>? Prepared { get; init; }

    /// <summary>Settings of the actor system, such as loggers; default: no log. Those of scheduler and dispatchers are the replay's own.</summary>
    public Config? Akka { get; init; }

    /// <summary>Receives every change of every code, on the replay's thread. Default: nothing.</summary>
    public ReplayChangeHandler? OnChange { get; init; }

    /// <summary>Called after each batch with what was played so far; the replay goes on when it completes. Default: at once.</summary>
    public Func<ReplayTotals, ValueTask>? AfterBatch { get; init; }

    /// <summary>False: no digest is made, and <see cref="ReplayResult.Digest"/> is empty. Default true.</summary>
    public bool MakesDigest { get; init; } = true;
}
