using System.Net;

namespace OptionAuctions.Venue;

/// <summary>The settings of a simulated venue. Every value is checked by <see cref="Validate"/> before anything listens.</summary>
/// <remarks>All times are times of the venue's own clock, which <see cref="Speed"/> scales, unless a property says otherwise.</remarks>
public sealed record VenueOptions
{
    /// <summary>Calls and puts of December 2026 on three underlyings, forty-two in all.</summary>
    public static IReadOnlyList<Instrument> DefaultCodes { get; } =
    [
        .. from underlying in new[] { "11", "50", "39" }
           from serial in Enumerable.Range(80, 7)
           from product in "BC"
           select new Instrument(FormattableString.Invariant($"{product}{underlying}612{serial:000}")),
    ];

    private const string WindowsInOrder = "windows in order of time that do not overlap, each with from <= published < end", GapRange = "-29 to 29 percent";

    private static readonly DateTimeOffset MondayBeforeTheOpening = new(2026, 11, 23, 8, 39, 55, MarketTime.Offset);

    /// <summary>TCP port, 0 to 65535. Default 0: any free one, to be read from <see cref="VenueServer.WebSocketUrl"/>.</summary>
    public int Port { get; init; }

    /// <summary>Address to listen on. Default 127.0.0.1: no other machine can reach it.</summary>
    public IPAddress ListenAddress { get; init; } = IPAddress.Loopback;

    /// <summary>
    /// Seed from which prices, times, keys and faults are drawn, any number. Default 7. One seed and one client script give the same
    /// bytes.
    /// </summary>
    public int Seed { get; init; } = 7;

    /// <summary>Seconds of the venue's clock per second of the base clock, 0.01 to 10,000. Default 1.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>
    /// Time of the venue's clock at the start. Default Monday 2026-11-23 08:39:55 KST, five seconds before an opening call is
    /// published. Not used with <see cref="Replay"/>.
    /// </summary>
    public DateTimeOffset StartsAt { get; init; } = MondayBeforeTheOpening;

    /// <summary>Registrations a session can hold, all TRs together, 1 to 100,000. Default 41, the venue's official figure.</summary>
    public int MaxRegistrations { get; init; } = 41;

    /// <summary>
    /// The codes that trade, and with an option its stock and the futures on that. Default: the forty-two of <see cref="DefaultCodes"/>; empty: all of
    /// <see cref="Listing"/>. A code that does not trade is acknowledged when it is registered, and never has a record, as at the real venue.
    /// </summary>
    public IReadOnlyList<Instrument> Codes { get; init; } = DefaultCodes;

    /// <summary>
    /// The listed series, from <see cref="MasterFile.Load"/>. Default <see cref="MadeUpListing.All"/>. A code of <see cref="Codes"/>
    /// that is not listed trades too, on terms made up from its letters.
    /// </summary>
    public IReadOnlyList<ListedSeries> Listing { get; init; } = MadeUpListing.All;

    /// <summary>
    /// Share of the trading series that never have an expected price on a day, 0 to 100 percent, drawn anew each day. Default 0.
    /// </summary>
    public int SilentPercent { get; init; }

    /// <summary>
    /// True: the venue is its paper host (모의투자), which serves the TRs of stocks and of orders on paper, and refuses every other registration with
    /// <c>OPSP8991</c>. Default false, the real host.
    /// </summary>
    public bool IsPaper { get; init; }

    /// <summary>False: no market data except what a test sends. Default true.</summary>
    public bool MarketRuns { get; init; } = true;

    /// <summary>
    /// Data messages that are sent instead of a market's, in order of time, asked for one by one while they are played. Each goes, byte for byte, to the
    /// sessions that are registered for its TR and the code of one of its records; one whose TR or code cannot be read goes to all. The first is due
    /// <see cref="ReplayLead"/> after the first registration, the others as long after it as they were received then, by the venue's clock, which begins
    /// <see cref="ReplayLead"/> before the first message's time. Default <see langword="null"/>: no replay.
    /// </summary>
    public IEnumerable<TimedMessage>? Replay { get; init; }

    /// <summary>
    /// Time between the first registration and the first message of <see cref="Replay"/>, for the client to register the rest of its codes, 0 to 1 h.
    /// Default 10 s, enough for 41 requests at a feed's pace. By the base clock: a client asks in its own time, however fast the venue's clock runs.
    /// </summary>
    public TimeSpan ReplayLead { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Call auctions of options and futures on a day, in order of time, not overlapping. Default the opening and the closing call.</summary>
    public IReadOnlyList<CallWindow> Calls { get; init; } = [CallWindow.Opening, CallWindow.Closing];

    /// <summary>
    /// Call auctions of stocks on a day, in order of time, not overlapping; between them trading is continuous. Default the opening and the closing call; a
    /// <see cref="CallWindow.VolatilityInterruption"/> can stand between them.
    /// </summary>
    public IReadOnlyList<CallWindow> StockCalls { get; init; } = [CallWindow.StockOpening, CallWindow.StockClosing];

    /// <summary>
    /// Opening price of every stock against its previous close, −29 to 29 percent, every day anew; options and futures follow. Default
    /// <see langword="null"/>: small, and drawn by the seed. The price at 09:00 is this, on the tick grid; a call moves towards it.
    /// </summary>
    public double? OvernightGap { get; init; }

    /// <summary>As <see cref="OvernightGap"/>, by the symbol of one stock, and before that. Default empty.</summary>
    public IReadOnlyDictionary<string, double> OvernightGaps { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Time without data after which a session is sent PINGPONG, 1 s to 1 h. Default 20 s; half of it for the first one of a session.
    /// </summary>
    public TimeSpan PingPongEvery { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Time without an answer to PINGPONG after which a session is cut, without a WebSocket close frame, 1 s to 1 h. Default 100 s. By the base
    /// clock: a client answers in its own time, however fast the venue's clock runs.
    /// </summary>
    public TimeSpan PingPongAnswerWithin { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// How long an app key's slot stays taken after its session ended without a WebSocket close frame from the client, 0 to 1 h.
    /// Default 90 s. A close frame frees the slot at once; so does the venue when it cut the session itself.
    /// </summary>
    public TimeSpan SlotHeldAfterUncleanEnd { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// How long an approval key can begin sessions, 1 s to 365 days. Default 24 h. A session that stays open needs no new one.
    /// </summary>
    public TimeSpan ApprovalKeyLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Least time between two approval keys of one app key, 0 to 1 h; sooner is refused with <c>EGW00201</c>. Default 0: every request is
    /// answered with a key of its own, and the keys before it stay valid.
    /// </summary>
    public TimeSpan ApprovalEvery { get; init; } = TimeSpan.Zero;

    /// <summary>Accounts that may ask for approval keys. Default empty: any app key and secret that are not empty.</summary>
    public IReadOnlyList<VenueAccount> Accounts { get; init; } = [];

    /// <summary>
    /// WebSocket frames waiting for a slow client, 16 to 1,000,000. Default 8,192; one more and the session is cut and counted.
    /// </summary>
    public int MaxQueuedFrames { get; init; } = 8192;

    /// <summary>Sessions open at once, 1 to 10,000. Default 256; one more gets HTTP 503.</summary>
    public int MaxSessions { get; init; } = 256;

    /// <summary>
    /// Time by the machine's clock for the head of an HTTP request to be complete, and for its body to begin, 2 s to 5 min. Default 10 s; a request that
    /// takes longer is refused with 408 and its connection closed.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The scenario at the start: what goes wrong; another can be played at any time. Default <see cref="Scenario.Calm"/>: nothing.
    /// </summary>
    public Scenario Scenario { get; init; } = Scenario.Calm;

    /// <summary>True when there is a market.</summary>
    internal bool HasMarket => MarketRuns && Replay is null;

    /// <summary>Returns sentences about values that are possible and may not be meant; empty when there are none.</summary>
    public IReadOnlyList<string> Warnings() => IPAddress.IsLoopback(ListenAddress)
        ? []
        : [$"the venue listens on {ListenAddress}: every machine that reaches this one can use it, read its state and switch scenarios, without a password"];

    /// <summary>Refuses impossible values.</summary>
    /// <exception cref="ArgumentException">Names the property and the range.</exception>
    public void Validate()
    {
        Require(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), "0 to 65535");
        Require(Speed is >= 0.01 and <= 10_000, nameof(Speed), "0.01 to 10,000");
        Require(StartsAt.Year is >= 2000 and <= 2100, nameof(StartsAt), "a day of the years 2000 to 2100");
        Require(MaxRegistrations is >= 1 and <= 100_000, nameof(MaxRegistrations), "1 to 100,000");
        Require(Codes is { Count: <= 100_000 } && Codes.All(code => !code.IsNone), nameof(Codes), "at most 100,000 codes, none of them empty");
        Require(Codes.Distinct().Count() == Codes.Count, nameof(Codes), "each code once");
        Require(SilentPercent is >= 0 and <= 100, nameof(SilentPercent), "0 to 100");
        Require(CallWindow.FollowEachOther(Calls), nameof(Calls), WindowsInOrder);
        Require(CallWindow.FollowEachOther(StockCalls), nameof(StockCalls), WindowsInOrder);
        Require(OvernightGap is null || IsGap(OvernightGap.Value), nameof(OvernightGap), GapRange);
        Require(OvernightGaps is not null && OvernightGaps.Values.All(IsGap), nameof(OvernightGaps), GapRange);
        Require(Between(PingPongEvery, 1, 3600), nameof(PingPongEvery), "1 s to 1 h");
        Require(Between(PingPongAnswerWithin, 1, 3600), nameof(PingPongAnswerWithin), "1 s to 1 h");
        Require(Between(SlotHeldAfterUncleanEnd, 0, 3600), nameof(SlotHeldAfterUncleanEnd), "0 to 1 h");
        Require(Between(ApprovalKeyLife, 1, 365 * 86_400), nameof(ApprovalKeyLife), "1 s to 365 days");
        Require(Between(ApprovalEvery, 0, 3600), nameof(ApprovalEvery), "0 to 1 h");
        Require(Between(ReplayLead, 0, 3600), nameof(ReplayLead), "0 to 1 h");
        Require(Replay is null || !Scenario.ChangesMarket, nameof(Scenario), "one that leaves the market alone, since a replay has none");
        Require(MaxQueuedFrames is >= 16 and <= 1_000_000, nameof(MaxQueuedFrames), "16 to 1,000,000");
        Require(MaxSessions is >= 1 and <= 10_000, nameof(MaxSessions), "1 to 10,000");
        Require(Between(RequestTimeout, 2, 300), nameof(RequestTimeout), "2 s to 5 min");
        Require(Accounts.DistinctBy(a => a.AppKey).Count() == Accounts.Count && Accounts.All(a => !a.AppKey.IsEmpty && !a.AppSecret.IsEmpty),
            nameof(Accounts), "each app key once, neither key nor secret empty");
    }

    private static bool IsGap(double percent) => percent is >= -29 and <= 29;

    private static bool Between(TimeSpan value, int fromSeconds, int toSeconds) =>
        value >= TimeSpan.FromSeconds(fromSeconds) && value <= TimeSpan.FromSeconds(toSeconds);

    private static void Require(bool holds, string property, string range)
    {
        if (!holds) throw new ArgumentException($"{property} must be {range}", property);
    }
}
