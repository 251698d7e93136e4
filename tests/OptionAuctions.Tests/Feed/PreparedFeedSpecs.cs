using System.Diagnostics.Metrics;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Tests.Feed;

/// <summary>A feed that is prepared before its actor system exists, towards a venue on a real socket.</summary>
public sealed class PreparedFeedSpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(output: output), IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private VenueServer _venue = null!;

    public async Task InitializeAsync() => _venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, ApprovalEvery = TimeSpan.Zero });

    public async Task DisposeAsync()
    {
        await Sys.Terminate();
        await _venue.DisposeAsync();
    }

    [Fact]
    public async Task It_has_its_approval_key_before_the_start_and_dials_with_that_key()
    {
        var start = AuctionFeed.Prepare(Options(), TimeProvider.System);
        await _venue.WhenAsync(state => state.Counters.ApprovalsGranted == 1).WaitAsync(Patience);
        Assert.Equal(0, _venue.State().Counters.SessionsOpened);

        var (_, feed) = start(Sys);
        await _venue.WhenAsync(state => state.OpenSessions.Any(session => session.Codes.Contains(Some.Code))).WaitAsync(Patience);

        Assert.Equal((1, 1), (_venue.State().Counters.ApprovalsGranted, _venue.State().Counters.SessionsOpened));
        Assert.True(await AuctionFeed.DrainAsync(feed, Patience));
    }

    [Fact]
    public async Task One_that_is_never_started_opens_no_socket_and_exports_nothing()
    {
        var name = $"{Guid.NewGuid()}";
        var exported = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Tags?.Contains(KeyValuePair.Create("feed", (object?)name)) == true) exported.Add(instrument.Name);
            },
        };
        listener.Start();

        _ = AuctionFeed.Prepare(Options(), TimeProvider.System, name: name);
        await _venue.WhenAsync(state => state.Counters.ApprovalsGranted == 1).WaitAsync(Patience);

        Assert.Equal(0, _venue.State().Counters.SessionsOpened);
        Assert.Empty(exported);
    }

    [Fact]
    public async Task A_request_that_failed_before_the_start_is_reported_by_the_first_connection()
    {
        var lost = CreateTestProbe();
        Sys.EventStream.Subscribe(lost, typeof(FeedLost));
        var start = AuctionFeed.Prepare(Some.Options(options => options.WsUrl = _venue.WebSocketUrl), TimeProvider.System);

        start(Sys);

        Assert.Contains("no approval key: http://127.0.0.1:1/ cannot be reached", (await lost.ExpectMsgAsync<FeedLost>(Patience)).Reason);
        Assert.Equal(0, _venue.State().Counters.SessionsOpened);
    }

    [Fact]
    public void It_is_started_once()
    {
        var start = AuctionFeed.Prepare(Options(), TimeProvider.System);
        start(Sys);

        Assert.Throws<InvalidOperationException>(() => start(Sys));
    }

    [Fact]
    public void It_is_not_prepared_on_impossible_options() => Assert.Contains(
        "OptionAuctions:Connection:Capacity",
        Assert.Throws<ArgumentException>(() => AuctionFeed.Prepare(Some.Options(options => options.Connection.Capacity = 0), TimeProvider.System)).Message);

    private FeedOptions Options() => Some.Options(options =>
        (options.WsUrl, options.ApprovalUrl, options.Codes) = (_venue.WebSocketUrl, _venue.ApprovalUrl, [$"{Some.Code}"]));
}
