using Microsoft.Extensions.Configuration;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The replacement of the real venue when there are no credentials: a venue in this process, with its own day.</summary>
internal static class SimulatedVenue
{
    private static readonly VenueOptions Default = new();

    // A process takes about a second to connect, so that the first prices come as soon as they can be received.
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RequestPace = TimeSpan.FromMilliseconds(10);

    // The day is made up, so that no file is too old for it.
    private static readonly TimeSpan AnyAge = TimeSpan.FromDays(365);

    /// <summary>The first moment of such a venue: just before the expected executions of an opening call are published.</summary>
    public static DateTimeOffset Beginning { get; } = CallTimes.AtOrAfter(TradingCalendar.BuiltIn, Default.StartsAt).PublishedFrom - Lead;

    /// <summary>A clock that shows the moment at which such a venue begins, for use before there is one.</summary>
    public static TimeProvider ClockAtStart { get; } = new Stopped(Beginning);

    /// <summary>Returns true when the configuration has no credentials, so that a simulated venue is used.</summary>
    public static bool IsNeeded(IConfiguration configuration) => !configuration.GetSection(FeedOptions.Section)
        .GetSection(nameof(FeedOptions.AppKeys)).AsEnumerable().Any(entry => !string.IsNullOrWhiteSpace(entry.Value));

    /// <summary>Returns the options of a run's venue.</summary>
    /// <param name="plan">The plan of the run. Its codes trade there; with a selection that moves, all that are listed do.</param>
    /// <param name="request">What was typed.</param>
    /// <param name="startsAt">The first moment of its clock.</param>
    public static VenueOptions OptionsFor(RunPlan plan, VenueRequest request, DateTimeOffset startsAt)
    {
        var options = Default with
        {
            Codes = plan.Codes, Scenario = request.Scenario, Speed = request.Speed, OvernightGap = request.Gap, StartsAt = startsAt,
        };
        return plan.Chain is { Moves: true } ? options with { Codes = [], Listing = plan.Reference.Instruments.Series } : options;
    }

    /// <summary>
    /// Returns the moment at which the venue begins for the call auction after one that is over: just before the next call or, when a code does not
    /// trade any more then, at the beginning again.
    /// </summary>
    public static DateTimeOffset StartAfter(CallTimes ended, IEnumerable<Instrument> codes, ReferenceData reference)
    {
        var next = ended.Next(reference.Calendar);
        var day = DateOnly.FromDateTime(next.Crosses.DateTime);
        return codes.Any(code => reference.LastTradingDay(code) < day) ? Beginning : next.PublishedFrom - Lead;
    }

    /// <summary>Sets a feed's options to the venue, or to placeholder addresses on this machine as long as there is none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="speed">The speed of its clock, which is the feed's clock too.</param>
    public static void Apply(FeedOptions options, VenueServer? venue, double speed)
    {
        options.AppKeys = [new AppKeyOptions { AppKey = new Secret("made-up-key"), AppSecret = new Secret("made-up-secret") }];
        options.WsUrl = venue?.WebSocketUrl ?? new Uri("ws://127.0.0.1/tryitout");
        options.ApprovalUrl = venue?.ApprovalUrl ?? new Uri("http://127.0.0.1");
        options.Market.MasterFileMaxAge = AnyAge;
        options.Connection.RequestPace = RequestPace;
        if (speed > 1) GiveTime(options, speed);
    }

    /// <summary>Lengthens the times within which this machine has to do something: on a clock that runs fast they pass fast.</summary>
    private static void GiveTime(FeedOptions options, double speed)
    {
        var (connection, dialing) = (options.Connection, options.Dialing);
        connection.ConnectTimeout = Times(connection.ConnectTimeout, TimeSpan.FromMinutes(2));
        connection.AnswerTimeout = Times(connection.AnswerTimeout, TimeSpan.FromMinutes(2));
        connection.SendTimeout = Times(connection.SendTimeout, TimeSpan.FromMinutes(1));
        connection.CloseTimeout = Times(connection.CloseTimeout, TimeSpan.FromSeconds(10));
        connection.IdleWarning = Times(connection.IdleWarning, TimeSpan.FromMinutes(10));
        connection.IdleReconnect = Times(connection.IdleReconnect, TimeSpan.FromHours(1));
        dialing.ApprovalTimeout = Times(dialing.ApprovalTimeout, TimeSpan.FromMinutes(2));
        options.Delivery.AckTimeout = Times(options.Delivery.AckTimeout, TimeSpan.FromHours(24));
        options.Auctions.ClockTolerance = Times(options.Auctions.ClockTolerance, TimeSpan.FromHours(1));
        options.Market.DataStaleAfter = Times(options.Market.DataStaleAfter, TimeSpan.FromHours(1));

        TimeSpan Times(TimeSpan time, TimeSpan most) => time * speed < most ? time * speed : most;
    }

    private sealed class Stopped(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at.ToUniversalTime();
    }
}
