using Akka.Actor;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>One connection of a rehearsal: an ordinary feed in a host of its own, with the observer of its events and of its messages.</summary>
internal sealed class RehearsalConnection : IAsyncDisposable
{
    private static readonly TimeSpan AskTime = TimeSpan.FromSeconds(1), AfterClose = TimeSpan.FromSeconds(1.5);

    private readonly CliEnvironment _environment;
    private readonly IHost _host;
    private StopBudget? _budget; // of the end, from when it begins

    /// <summary>Creates the feed; nothing is started.</summary>
    /// <param name="plan">The plan of the rehearsal.</param>
    /// <param name="stocks">The stocks that are registered.</param>
    /// <param name="configuration">The source of the options.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="raw">Receives each message.</param>
    public RehearsalConnection(
        RehearsalPlan plan, IReadOnlyList<Instrument> stocks, IConfiguration configuration, CliEnvironment environment, RawMessages raw)
    {
        _environment = environment;
        Observer = new Observer(environment.Time);
        var isQuiet = environment.Screen is not null; // the steps say what a person has to know
        var setup = new FeedSetup(configuration, Apply, plan.Reference, TimeProvider.System, isQuiet, (system, _) =>
            system.EventStream.Subscribe(system.ActorOf(ObserverActor.Props(Observer), "observer"), typeof(IFeedEvent))); // before the feed's first event
        _host = FeedHost.Build(setup, environment);

        void Apply(FeedOptions options)
        {
            plan.Apply(options, stocks);
            options.MessageReceived += message =>
            {
                raw.Add(message.Bytes);
                Observer.Add(message.Bytes.ToArray());
            };
        }
    }

    /// <summary>What is seen of it.</summary>
    public Observer Observer { get; }

    /// <summary>Starts the feed, which dials.</summary>
    /// <exception cref="CliException">The feed cannot start.</exception>
    public Task StartAsync() => FeedHost.StartAsync(_host);

    /// <summary>Returns true when the feed has an approval key and is past that.</summary>
    public async Task<bool> IsAuthorizedAsync()
    {
        var status = await _host.Actor<AuctionSupervisor>().AskAsync<FeedStatus>(AuctionProtocol.GetStatus.Instance, AskTime);
        return status?.Sessions[0].State is AppKeySessionState.Connecting or AppKeySessionState.Registering or AppKeySessionState.Live;
    }

    /// <summary>Returns the counts of the feed; <see langword="null"/> when it does not answer.</summary>
    public Task<FeedCounts?> CountsAsync() => _host.Actor<AuctionSupervisor>().AskAsync<FeedCounts>(AuctionProtocol.GetCounts.Instance, AskTime);

    /// <summary>Releases the registrations of these codes, which the venue then answers.</summary>
    public void Release(IReadOnlyCollection<Instrument> codes) => _host.Actor<AuctionRouter>().Tell(new AuctionProtocol.StopFollowing(codes));

    /// <summary>Closes the connection with a WebSocket close frame; nothing is dialed after that.</summary>
    /// <returns>False when it took too long.</returns>
    public Task<bool> CloseAsync() => AuctionFeed.DrainAsync(_host.Actor<AuctionSupervisor>(), Budget.Left(AfterClose));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await FeedHost.StopAsync(_host, Budget.Left(TimeSpan.Zero), _environment);

    private StopBudget Budget => _budget ??= new StopBudget(_environment.Time);
}
