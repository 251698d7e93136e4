using OptionAuctions.Faults.Tests.Rig;
using OptionAuctions.TestKit;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests.Scenarios;

/// <summary>A venue that plays a shipped scenario, and our own feed towards it, on one clock that only the test moves.</summary>
internal sealed class ScenarioPlay : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    private readonly ITestOutputHelper _output;
    private readonly Expectation _expectation;
    private readonly FaultProxy _network;

    private ScenarioPlay(ITestOutputHelper output, Expectation expectation, VenueServer venue, TimerWatch timers)
    {
        (_output, _expectation) = (output, expectation);
        (Venue, Timers, Codes) = (venue, timers, expectation.Follows ?? Data.Codes(expectation.Codes));
        _network = FaultProxy.InFrontOf(venue.WebSocketUrl);
        Rig = FeedRig.Start(
            output, _network.Through(venue.WebSocketUrl), venue.ApprovalUrl, [.. Codes, Marker], new(Change, Timers: timers));

        void Change(FeedOptions options)
        {
            // What takes real time while the clock may be moved: the bytes of a request, the acknowledgement of a delivery.
            (options.Connection.SendTimeout, options.Delivery.AckTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
            expectation.Change?.Invoke(options);
        }
    }

    /// <summary>A code that is followed and does not trade: what the test sends of it shows that everything before it has been read.</summary>
    public static Instrument Marker { get; } = new("B99612099");

    public VenueServer Venue { get; }

    public TimerWatch Timers { get; }

    public FeedRig Rig { get; }

    /// <summary>The codes that trade.</summary>
    public IReadOnlyList<Instrument> Codes { get; }

    public Instrument First => Codes[0];

    public VenueCounters Counters => Venue.State().Counters;

    /// <summary>The number of answers of the venue with a <c>msg_cd</c>.</summary>
    public long Answers(string messageCode) => Counters.AnswersByCode.GetValueOrDefault(messageCode);

    public static async Task<ScenarioPlay> StartAsync(ITestOutputHelper output, Scenario scenario, Expectation expectation)
    {
        var timers = new TimerWatch();
        timers.Clock.AdvanceTo(expectation.StartsAt);
        var venue = await VenueServer.StartAsync(
            new VenueOptions { Scenario = scenario, StartsAt = expectation.StartsAt, MarketRuns = expectation.Market }, timers.Clock);
        return new ScenarioPlay(output, expectation, venue, timers);
    }

    /// <summary>Starts the same once more, with nothing going wrong.</summary>
    public Task<ScenarioPlay> CalmAsync() => StartAsync(_output, Scenario.Calm, _expectation);

    /// <summary>Completes when all codes are registered after a mark.</summary>
    public Task RegisteredAsync(long since = 0) => Rig.RegisteredAsync([.. Codes, Marker], since);

    /// <summary>Lets time pass in steps, in each of which the feed comes to apply what was sent, and to answer PINGPONG.</summary>
    public async Task PassAsync(double seconds)
    {
        for (var left = TimeSpan.FromSeconds(seconds); left > TimeSpan.Zero; left -= Step)
        {
            Timers.Clock.Advance(left < Step ? left : Step);
            var state = await Venue.WhenAsync(s => s.OpenSessions.All(o => o.PingPongsAnswered == o.PingPongsSent)).WaitAsync(FeedRig.Patience);
            foreach (var code in Codes.Where(code => state.Sent(code) > 0)) await Rig.AppliedAsync(code, state.Sent(code));
        }
    }

    /// <summary>Completes when the feed has applied all that the venue has sent.</summary>
    public async Task CaughtUpAsync()
    {
        await Venue.SendAsync(Data.Message([Marker]));
        await Rig.AppliedAsync(Marker, Venue.State().Sent(Marker));
    }

    /// <summary>Ends every connection as a process that is killed does.</summary>
    public async Task<FeedLost> VanishAsync()
    {
        var mark = Rig.Witness.Mark;
        _network.ResetAll();
        await Venue.WhenAsync(s => !s.OpenSessions.Any()).WaitAsync(FeedRig.Patience);
        return await LostAsync(mark);
    }

    /// <summary>Completes when a connection has ended after a mark.</summary>
    public Task<FeedLost> LostAsync(long since) => Rig.Witness.WhenAsync<FeedLost>(since: since);

    /// <summary>Waits for the back-off to be set, and lets it pass.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> BackOffAsync()
    {
        var timer = await Timers.NextTimerAsync("StartChild");
        var wait = timer.Due - Timers.Clock.GetUtcNow();
        Timers.Reach(timer);
        return wait;
    }

    /// <summary>After a loss: connects as often as it takes until all codes are registered again.</summary>
    public async Task ComeBackAsync(long since)
    {
        var registered = RegisteredAsync(since);
        do
        {
            var mark = Rig.Witness.Mark;
            await BackOffAsync();
            await Task.WhenAny(registered, LostAsync(mark));
        }
        while (!registered.IsCompleted);
        await registered;
    }

    /// <summary>Closes the feed, asserts the conservation identity and, if the venue's count can be trusted, that nothing went missing unsaid.</summary>
    public Task<FeedCounts> DrainAsync(bool honest = true) => Rig.DrainAsync(honest ? [Venue] : []);

    public async ValueTask DisposeAsync()
    {
        foreach (var session in Venue.State().Sessions) _output.WriteLine($"{session}");
        await Rig.DisposeAsync();
        await _network.DisposeAsync();
        await Venue.KillAsync();
        await Venue.DisposeAsync();
    }
}
