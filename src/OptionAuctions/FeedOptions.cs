using OptionAuctions.Codes;
using OptionAuctions.Market;
using OptionAuctions.Wire;

namespace OptionAuctions;

/// <summary>Credentials of one KIS application: one app key is one session.</summary>
public sealed class AppKeyOptions
{
    /// <summary>App key, 36 characters as issued. No default: comes from user secrets or the environment.</summary>
    public Secret AppKey { get; set; } = new("");

    /// <summary>App secret, 180 characters as issued. No default: comes from user secrets or the environment.</summary>
    public Secret AppSecret { get; set; } = new("");
}

/// <summary>Series that are followed by what they are rather than by their codes; the master file says the codes.</summary>
public sealed class SeriesOptions
{
    /// <summary>Symbol or name of the stock, for example <c>005930</c> or <c>삼성전자</c>. No default.</summary>
    public string Underlying { get; set; } = "";

    /// <summary>Calls, puts or both.</summary>
    public SeriesKind Kind { get; set; } = SeriesKind.Both;

    /// <summary>Months at most, the nearest first, 0 to 100; 0: all.</summary>
    public int Expiries { get; set; }

    /// <summary>Strikes on each side of the one at the money, 0 to 100. None: every strike.</summary>
    public int? Atm { get; set; }

    /// <summary>What the list of instruments is asked.</summary>
    public SeriesQuery ToQuery() => new() { Underlying = Underlying, Kind = Kind, Expiries = Expiries, Atm = Atm };
}

/// <summary>What reads the WebSocket. Both hand on the same messages.</summary>
public enum FeedReader
{
    /// <summary>Frames are read where they lie in the buffer that the line was read into.</summary>
    InPlace,

    /// <summary>The framework's <see cref="System.Net.WebSockets.ClientWebSocket"/>, at some ten times the cost of a frame.</summary>
    Framework,
}

/// <summary>How a feed is reached and what bounds it. Bound from the section <c>OptionAuctions</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "OptionAuctions";

    private IReadOnlyList<string> _warnings = [];

    /// <summary>Credentials, at least one. Each is a session of its own; the codes are spread over them.</summary>
    public List<AppKeyOptions> AppKeys { get; set; } = [];

    /// <summary>WebSocket of the venue, <c>ws</c> or <c>wss</c>. The venue offers no TLS, so anybody on the path can read and forge.</summary>
    public Uri WsUrl { get; set; } = new("ws://ops.koreainvestment.com:21000/tryitout");

    /// <summary>Host that issues approval keys; <c>https</c>, or <c>http</c> towards loopback only, since the app secret travels there.</summary>
    public Uri ApprovalUrl { get; set; } = new("https://openapi.koreainvestment.com:9443");

    /// <summary>Who the app key belongs to.</summary>
    public CustomerType CustomerType { get; set; } = CustomerType.Personal;

    /// <summary>Option codes to follow from the start, in order of importance.</summary>
    public List<string> Codes { get; set; } = [];

    /// <summary>File with more of them, one a line, <c>#</c> begins a comment. Empty: none. Relative to the program.</summary>
    public string CodesFile { get; set; } = "";

    /// <summary>
    /// The venue's list of options, <c>fo_stk_code_mts.mst</c> unpacked, made anew each day. Empty: none. Relative to the program. One
    /// that cannot be read, or is not as it should be, is a warning.
    /// </summary>
    public string MasterFile { get; set; } = "";

    /// <summary>Age of the master file's last writing from which on it is warned of, 1 h to 365 days. None is made on weekends.</summary>
    public TimeSpan MasterFileMaxAge { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// More codes, by what they are; need <see cref="MasterFile"/>, and are 1,000 at most. They come behind <see cref="Codes"/> and
    /// those of <see cref="CodesFile"/>, each code once: nearest month first, then nearest to the money, call before put.
    /// </summary>
    public List<SeriesOptions> Series { get; set; } = [];

    /// <summary>Folder for what must survive a restart (the dial log). Empty: <c>option-auctions</c> in the user's application data.</summary>
    public string StateDirectory { get; set; } = "";

    /// <summary>The folder meant by <see cref="StateDirectory"/>.</summary>
    public string StateFolder => StateDirectory.Length > 0
        ? StateDirectory
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "option-auctions");

    /// <summary>Registrations a session takes, 1 to 1,000. The venue says 41; the feed learns a smaller number from its refusals.</summary>
    public int Capacity { get; set; } = 41;

    /// <summary>With several app keys, slots that each keeps for codes that lose theirs on another, 0 to 40; at least one slot stays for the others.</summary>
    public int ReserveSlots { get; set; } = 1;

    /// <summary>Codes followed at most, 1 to 100,000; each is an actor of about 2.5 KB.</summary>
    public int CodesFollowed { get; set; } = 20_000;

    /// <summary>Bytes a message may have, 1,024 to 16 MiB. A longer one is refused and read past without being kept.</summary>
    public int MessageCapBytes { get; set; } = 64 * 1024;

    /// <summary>Messages that cross to the stream together at most, 1 to 4,096.</summary>
    public int FramesPerBatch { get; set; } = 1024;

    /// <summary>Batches that may wait for the stream, 1 to 65,536; beyond it the oldest is shed and counted.</summary>
    public int BatchesQueued { get; set; } = 1024;

    /// <summary>
    /// How long the reader of a socket leaves bytes with the kernel while the stream is a few batches behind, 0 to 1 s; then it reads on until the
    /// stream moves, whatever waits, since a keep-alive may be among them.
    /// </summary>
    public TimeSpan ReaderPatience { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Records that may wait for the actor of one code, 1 to 65,536; beyond it newer ones take the place of older ones, counted.</summary>
    public int RecordsQueuedPerCode { get; set; } = 8192;

    /// <summary>Time for a subscriber to acknowledge a delivery, 1 s to 24 h, on the feed's clock; then its subscription ends with a reason.</summary>
    public TimeSpan AckTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time for the approval key to be issued, 100 ms to 2 min.</summary>
    public TimeSpan ApprovalTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time between two approval keys at least, 0 to 1 h. Not held against loopback.</summary>
    public TimeSpan ApprovalInterval { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Time for the socket to open, 100 ms to 2 min.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for the venue to answer a registration, 10 ms to 2 min; then it is asked again, which is harmless.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two registrations at least, 0 to 10 s. The venue publishes no limit; its samples use 50 to 500 ms.</summary>
    public TimeSpan RequestPace { get; set; } = TimeSpan.FromMilliseconds(150);

    /// <summary>First wait after a lost connection, 10 ms to 10 min; doubles with each life that was not stable, with up to 20 % of jitter.</summary>
    public TimeSpan ReconnectMin { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest such wait, at least <see cref="ReconnectMin"/>, at most 1 h.</summary>
    public TimeSpan ReconnectMax { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A life counts as good when it lasted this long and the venue answered, 1 s to 1 h.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Wait when another session holds the app key, 90 s to 1 h; shorter is allowed towards loopback only.</summary>
    public TimeSpan SlotHeldWait { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Time for a request to leave, 100 ms to 1 min; a line that takes longer is dead.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for the close frame to be sent and answered, 100 ms to 10 s. The frame is what frees the slot.</summary>
    public TimeSpan CloseTimeout { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>A line without any frame for so long is worth a warning, 1 s to 10 min; the venue sends a keep-alive every 20 s or so.</summary>
    public TimeSpan SilenceWarn { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A line without any frame for so long is given up, more than <see cref="SilenceWarn"/>, at most 1 h.</summary>
    public TimeSpan SilenceRecycle { get; set; } = TimeSpan.FromSeconds(110);

    /// <summary>
    /// Times of day in which records are expected, KST, as <c>HH:mm-HH:mm</c>, on weekdays; ten at most. Empty: never. The calls of
    /// stock options publish from 08:40 to the opening and from 15:35 to the close.
    /// </summary>
    public List<string> SessionWindows { get; set; } = [];

    /// <summary>Inside such a time, so long without a record raises an alert, 1 s to 1 h. It never reconnects.</summary>
    public TimeSpan DataStaleAfter { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>A liquid code whose own silence raises that alert. Empty: the silence of all codes does.</summary>
    public string CanaryCode { get; set; } = "";

    /// <summary>Folder with the trading calendar and the session windows. Empty: the shipped ones, which are built in.</summary>
    public string CalendarDirectory { get; set; } = "";

    /// <summary>File that says what the venue's phase codes mean. Empty: the shipped one, which is built in.</summary>
    public string PhasesFile { get; set; } = "";

    /// <summary>How far the venue's clock and ours may be apart before a record is called odd, or codes and clock said to disagree; 1 s to 1 h.</summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a call goes on behind its end by the calendar while the venue does not say that it is over, 0 to 30 min; also how long after the
    /// cross a trade counts as the cross's. The venue may extend a call at random.
    /// </summary>
    public TimeSpan CallGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>A call during the day, whose end no calendar knows, is given up after so long without a record, 1 min to 12 h.</summary>
    public TimeSpan IntradayCallLongest { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Windows over which mean and dispersion of an indication are weighted, 100 ms to 1 h each, three at most; convergence goes by the
    /// shortest. Empty: 10 s and 60 s.
    /// </summary>
    public List<TimeSpan> PathWindows { get; set; } = [];

    /// <summary>Last revisions of a call that are kept for each code, 0 to 10,000; eight bytes each.</summary>
    public int RevisionsKeptPerCode { get; set; } = 32;

    /// <summary>Where the price that a call crossed at is learned from; anything but none takes a second slot for each code, given after those of all forecasts.</summary>
    public FinalPriceSource FinalPrice { get; set; } = FinalPriceSource.None;

    /// <summary>Restarts that a host's own actor for a code has within <see cref="CodeActorRestartsWithin"/>, 0 to 1,000; then it is stopped.</summary>
    public int CodeActorRestarts { get; set; } = 10;

    /// <summary>The stretch that those restarts are counted in, 1 s to 1 h.</summary>
    public TimeSpan CodeActorRestartsWithin { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A host's own actor that is at one delivery for so long is said to lag, 10 ms to 1 h.</summary>
    public TimeSpan CodeActorSlowAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Threads that the hosts' own actors share, 1 to 64, where they name no dispatcher. As many can block before the others of them wait.</summary>
    public int CodeActorThreads { get; set; } = 4;

    /// <summary>
    /// A code that a subscription brought, not these options, is let go when no subscription and no actor of the host's has wanted it for so
    /// long, 0 to 24 h; 0: never. A subscription to all codes wants each of them.
    /// </summary>
    public TimeSpan PassivateAfter { get; set; } = TimeSpan.Zero;

    /// <summary>What reads the WebSocket.</summary>
    public FeedReader Reader { get; set; } = FeedReader.InPlace;

    /// <summary>WebSocket keep-alive of our own, 0 to 10 min; 0 is off. The venue cut clients that had it on.</summary>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.Zero;

    /// <summary>Connections dialed in any ten minutes, 1 to 60. The venue blocks addresses and keys for storms. Not held against loopback.</summary>
    public int DialsPerTenMinutes { get; set; } = 4;

    /// <summary>Connections dialed in any 24 hours, 1 to 1,000. Not held against loopback.</summary>
    public int DialsPerDay { get; set; } = 20;

    /// <summary>What a feed can start with and somebody should know, in sentences. No option: written where the files are read.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>True when the venue is on this machine, where nobody bans.</summary>
    public bool IsLoopback => WsUrl.IsLoopback;

    /// <summary>Says what there is to warn of, instead of what was said before.</summary>
    internal void Warn(IReadOnlyList<string> sentences) => _warnings = sentences;
}
