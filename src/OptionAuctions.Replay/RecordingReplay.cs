using System.Runtime.ExceptionServices;
using Akka.Actor;
using Akka.Configuration;
using OptionAuctions.Recording;

namespace OptionAuctions.Replay;

/// <summary>
/// A replay of a recording: its messages go through the decoder, stream, router and actors of a feed, on an actor system of its own, in virtual time. The
/// same recording, options and actors give the same changes of each code on any machine.
/// </summary>
/// <remarks>
/// All dispatchers of the actor system run on one thread, the replay's, so that it is known when every actor is idle, and nothing depends on threads. An
/// actor with a dispatcher of its own settings is not waited for.
/// </remarks>
public static class RecordingReplay
{
    private const string NoSecret = "0-no-secret-of-a-replay-0"; // no word that a text may have, since it is masked there

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);
    private static readonly Config NoLog = ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }");
    private static readonly Config Own = ConfigurationFactory.ParseString("akka.coordinated-shutdown.run-by-clr-shutdown-hook = off")
        .WithFallback(VirtualScheduler.Config).WithFallback(LoopDispatchers.Settings);

    /// <summary>Plays a recording to its end.</summary>
    /// <param name="reader">The recording.</param>
    /// <param name="options">The options; all defaults when none are given.</param>
    /// <param name="stop">Ends the replay early; the result then is that of what was played.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    /// <exception cref="McapException">A file is none of this format.</exception>
    /// <remarks>What <see cref="ReplayOptions.OnChange"/> or <see cref="ReplayOptions.AfterBatch"/> throws ends the replay, and is thrown.</remarks>
    public static async Task<ReplayResult> RunAsync(RecordingReader reader, ReplayOptions? options = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new ReplayOptions();
        if (options.From > options.To) throw new ArgumentException("the replay would end before it begins", nameof(options));
        if (options.Speed is { } speed && !(speed > 0 && double.IsFinite(speed))) throw new ArgumentException($"{speed} is no speed", nameof(options));

        var recorded = RecordedCodes.Find(reader, options.From, options.To, options.Codes, stop);
        var feedOptions = FeedOptionsOf(options, recorded);
        using var system = ActorSystem.Create("replay", Own.WithFallback(options.Akka ?? NoLog));
        try
        {
            options.Prepared?.Invoke(system);
            return await RunAsync(system, reader, options, feedOptions, recorded, stop);
        }
        finally
        {
            await system.Terminate().WaitAsync(StopTimeout, TimeProvider.System, CancellationToken.None);
        }
    }

    private static async Task<ReplayResult> RunAsync(
        ActorSystem system, RecordingReader reader, ReplayOptions options, FeedOptions feedOptions, RecordedCodes recorded, CancellationToken stop)
    {
        var scheduler = (VirtualScheduler)system.Scheduler;
        var (clock, loop) = (scheduler.Clock, scheduler.Loop);
        clock.FiresOnlyWhenMoved = true;
        if (First(reader, options) is { } first) clock.StartAt(first);
        ExceptionDispatchInfo? failure = null; // of a handler of the caller's
        using var digest = options.MakesDigest ? new ReplayDigest() : null;
        await using var feed = new OfflineFeed(system, feedOptions, clock, options.Reference, options.CodeActors);
        var player = new RecordingPlayer(feed, clock, Settle)
        {
            CodesOf = recorded.Of, AfterBatch = options.AfterBatch,
            Pace = options.Speed is { } speed ? new Pacing(options.Time, clock, speed, stop).WhenAsync : null,
        };
        var (isComplete, drained) = (false, Task.CompletedTask);
        loop.Own();
        try
        {
            Begin();
            isComplete = await PlayAsync(player, reader.Read(options.From, options.To), stop);
            drained = Drain(feed, loop, clock, feedOptions.Delivery.AckTimeout);
        }
        finally
        {
            loop.Release();
        }

        await WaitAsync(drained);
        failure?.Throw();
        return new ReplayResult(digest?.Text() ?? "", digest?.Changes ?? 0, player.Totals, feed.Counts, isComplete, reader.Problems);

        // Each of these finds everything before it done: who subscribes while codes are being registered would be told so or not.
        void Begin()
        {
            loop.RunUntilIdle();
            if (digest is not null || options.OnChange is not null)
                system.ActorOf(ReplaySubscriber.Props(feed.Router, digest, options.OnChange, cause => failure ??= ExceptionDispatchInfo.Capture(cause)));
            loop.RunUntilIdle();
            options.Started?.Invoke(system, feed.Router);
            loop.RunUntilIdle();
        }

        ValueTask Settle()
        {
            loop.RunUntilIdle();
            failure?.Throw();
            return ValueTask.CompletedTask;
        }
    }

    private static async Task<bool> PlayAsync(RecordingPlayer player, IEnumerable<RecordedMessage> messages, CancellationToken stop)
    {
        try
        {
            await player.PlayAsync(messages, stop);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Drains the feed. A subscriber that does not acknowledge has its time limit for it, in virtual time, as it has in a live feed.</summary>
    private static Task Drain(OfflineFeed feed, ActorLoop loop, VirtualClock clock, TimeSpan ackTimeout)
    {
        var drained = feed.DrainAsync();
        var until = clock.Now + ackTimeout + TimeSpan.FromSeconds(1); // timers are rounded up
        do loop.RunUntilIdle();
        while (!drained.IsCompleted && clock.AdvanceToTimer(until));
        return drained;
    }

    private static async Task WaitAsync(Task drained)
    {
        try
        {
            await drained.WaitAsync(StopTimeout, TimeProvider.System, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException("the feed of the replay was not drained: an actor on a dispatcher of its own, or what it awaits, holds it up");
        }
    }

    private static DateTimeOffset? First(RecordingReader reader, ReplayOptions options)
    {
        foreach (var message in reader.Read(options.From, options.To)) return message.ReceivedAt;
        return null;
    }

    private static FeedOptions FeedOptionsOf(ReplayOptions options, RecordedCodes recorded)
    {
        var feed = new FeedOptions
        {
            Codes = [.. recorded.All.Select(code => $"{code}")],
            AppKeys = [new AppKeyOptions { AppKey = new Secret(NoSecret), AppSecret = new Secret(NoSecret) }],
        };
        feed.Auctions.MaxCodes = Math.Max(feed.Auctions.MaxCodes, recorded.All.Count);
        if (recorded.HasTrades) feed.Auctions.FinalPrice = FinalPriceSource.CrossTrade;
        options.Change?.Invoke(feed);
        return feed.Validate(options.Reference) is { Count: > 0 } problems ? throw new ArgumentException(string.Join("; ", problems), nameof(options)) : feed;
    }
}
