using Akka;
using Akka.Actor;
using Akka.DependencyInjection;
using Akka.Event;
using Akka.Hosting;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>One feed of a host: its options, and its actors once the actor system has started.</summary>
internal sealed class HostedFeed
{
    private readonly ReferenceData? _supplied;
    private readonly Func<FeedOptions> _read;
    private readonly IConfiguration? _configuration;
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<(IActorRef Router, IActorRef Supervisor)> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ReferenceData? _reference;
    private Lazy<Func<ActorSystem, (IActorRef Router, IActorRef Supervisor)>>? _prepared;

    /// <summary>A feed that has not started.</summary>
    /// <param name="section">Its name and section.</param>
    /// <param name="read">Reads its options and checks them.</param>
    /// <param name="supplied">Replaces the files of the market's reference data.</param>
    /// <param name="configuration">The configuration that the options were read from; <see langword="null"/>: they were made in code.</param>
    public HostedFeed(FeedSection section, Func<FeedOptions> read, ReferenceData? supplied, IConfiguration? configuration) =>
        (Section, Options, _read, _supplied, _configuration) = (section, read(), read, supplied, configuration);

    public FeedSection Section { get; }

    public string Name => Section.Feed;

    public FeedOptions Options { get; }

    /// <summary>Its health.</summary>
    public FeedProbe Probe { get; } = new();

    /// <summary>Its router and its supervisor, once it has started.</summary>
    public Task<(IActorRef Router, IActorRef Supervisor)> Started => _started.Task;

    /// <summary>Time for its connections to close and for what was received to be delivered; the latter has two seconds.</summary>
    public TimeSpan CloseTime => Options.Connection.CloseTimeout + TimeSpan.FromSeconds(2);

    /// <summary>Returns the reference data of the market; when it is asked for first, files are read and series are chosen.</summary>
    public ReferenceData Reference(TimeProvider? time)
    {
        lock (_lock) return _reference ??= Options.Resolve(MarketTime.Now(time ?? TimeProvider.System), _supplied);
    }

    /// <summary>
    /// Does what can be done before there is an actor system, so that it passes beside its creation: <see cref="AuctionFeed.Prepare"/>. Without this call
    /// <see cref="Start"/> does it.
    /// </summary>
    public void Prepare(IDependencyResolver services, HostedFeeds feeds)
    {
        try
        {
            _ = Prepared(services, feeds).Value;
        }
        catch (Exception)
        {
            // whatever it is, the start of the feed throws it again, and there a host expects it
        }
    }

    /// <summary>Starts the feed, and has it close its connections first of all when the actor system ends.</summary>
    public void Start(ActorSystem system, IActorRegistry registry, HostedFeeds feeds)
    {
        feeds.ThrowIfInconsistent();
        var services = DependencyResolver.For(system).Resolver;
        var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        var reference = Reference(time);
        var log = Logging.GetLogger(system, typeof(OptionAuctionsHostingExtensions));
        foreach (var warning in Options.Warnings) log.Warning("{Warning}", Section.WithKeys(warning));

        WarnOfChanges(system, log);
        var source = _configuration is null ? null : new ReloadableOptions(_configuration.GetReloadToken, _read);
        new AppKeyRenewal(Options, log, Name).Follow(system, services, source);

        var recording = feeds.RecordingOf(this);
        recording?.Follow(system);
        var (router, supervisor) = Prepared(services, feeds).Value(system);
        if (Name.Length == 0)
        {
            registry.Register<AuctionRouter>(router);
            registry.Register<AuctionSupervisor>(supervisor);
        }

        Probe.Watch(supervisor, router, Options, reference, time);
        _started.SetResult((router, supervisor));
        feeds.KnownTo(registry);

        // The first task of a shutdown, since the WebSocket close frame frees the slot at the venue. Bounded, since a subscriber that never
        // acknowledges must not hold the process.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, Called("close-{0}feed"), async () =>
        {
            await AuctionFeed.DrainAsync(supervisor, CloseTime);
            if (recording is not null) await recording.EndAsync();
            return Done.Instance;
        });
    }

    /// <summary>What starts the feed; it is made once, and so is a failure.</summary>
    private Lazy<Func<ActorSystem, (IActorRef Router, IActorRef Supervisor)>> Prepared(IDependencyResolver services, HostedFeeds feeds)
    {
        lock (_lock)
        {
            return _prepared ??= new(() =>
            {
                feeds.ThrowIfInconsistent();
                var time = services.GetService<TimeProvider>() ?? TimeProvider.System;
                feeds.RecordingOf(this)?.Begin(Options, Reference(time), time);
                var codeActors = feeds.CodeActorsOf(this).Select(factory => factory(services)).ToArray();
                return AuctionFeed.Prepare(Options, time, Reference(time), codeActors, Name);
            });
        }
    }

    /// <summary>Options but credentials are read once. Who changes a file while the feed runs should not believe that it made a difference.</summary>
    private void WarnOfChanges(ActorSystem system, ILoggingAdapter log)
    {
        if (_configuration is null) return;
        var watch = new SectionWatch(_configuration.GetSection(Section.Path), keys =>
        {
            if (keys.Count > 0) log.Warning("the options have changed, which has no effect before the next start: {Keys}", string.Join(", ", keys));
            else log.Info("the options are again those that the feed was started with");
        });
        system.RegisterOnTermination(watch.Dispose);
    }

    /// <summary>Puts the name of the feed and a dash into a text in the place of <c>{0}</c>; nothing for a feed without a name.</summary>
    public string Called(string text) => text.Replace("{0}", Name.Length == 0 ? "" : $"{Name}-", StringComparison.Ordinal);
}
