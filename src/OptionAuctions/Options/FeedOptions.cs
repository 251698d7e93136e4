namespace OptionAuctions;

/// <summary>The options of one feed: addresses and credentials, the codes to follow, and limits. Bound from the section <c>OptionAuctions</c>.</summary>
public sealed class FeedOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "OptionAuctions";

    /// <summary>Credentials, at least one. Each has a session of its own; the codes are distributed over the sessions.</summary>
    public List<AppKeyOptions> AppKeys { get; set; } = [];

    /// <summary>WebSocket address of the venue, <c>ws</c> or <c>wss</c>. The venue offers no TLS, so anybody on the path can read and forge.</summary>
    public Uri WsUrl { get; set; } = new("ws://ops.koreainvestment.com:21000/tryitout");

    /// <summary>Address that issues approval keys; <c>https</c>, or <c>http</c> for loopback only, since the app secret is sent there.</summary>
    public Uri ApprovalUrl { get; set; } = new("https://openapi.koreainvestment.com:9443");

    /// <summary>Owner of the app key: a person or a company.</summary>
    public CustomerType CustomerType { get; set; } = CustomerType.Personal;

    /// <summary>Option codes to follow from the start, in order of importance.</summary>
    public List<string> Codes { get; set; } = [];

    /// <summary>Text file with more codes, one on each line, 4 MiB at most; <c>#</c> begins a comment. Empty: none. Relative to the program.</summary>
    public string CodesFile { get; set; } = "";

    /// <summary>
    /// The venue's list of options, <c>fo_stk_code_mts.mst</c> unpacked, which the venue makes anew each day. Empty: none. Relative to the
    /// program. A file that cannot be read, or is not as it should be, causes a warning.
    /// </summary>
    public string MasterFile { get; set; } = "";

    /// <summary>
    /// Series to follow by underlying, expiry and strike, 1,000 at most; they need <see cref="MasterFile"/>, or reference data with instruments. Their
    /// codes come after <see cref="Codes"/> and those of <see cref="CodesFile"/>, each code once: nearest expiry first, then nearest to the money, call
    /// before put.
    /// </summary>
    public List<SeriesQuery> Series { get; set; } = [];

    /// <summary>Folder for data that must survive a restart (the dial log). Empty: <c>option-auctions</c> in the user's application data.</summary>
    public string StateDirectory { get; set; } = "";

    /// <summary>Options of the connection to the venue: capacity, time limits, bounds of the queues.</summary>
    public ConnectionOptions Connection { get; set; } = new();

    /// <summary>Options of connecting: approval keys, the dial budget and the waits between two connections.</summary>
    public DialingOptions Dialing { get; set; } = new();

    /// <summary>Options of the codes' auctions and of the host's own actors for them.</summary>
    public AuctionOptions Auctions { get; set; } = new();

    /// <summary>Options of delivery to subscribers.</summary>
    public DeliveryOptions Delivery { get; set; } = new();

    /// <summary>Options of the market's reference data and of the alert for missing data.</summary>
    public MarketOptions Market { get; set; } = new();

    /// <summary>Sentences on defects that a feed can start with and a person should know. Written by <see cref="Resolve"/>; not a configuration key.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>
    /// Queries of <see cref="Series"/> for which no series is listed that can still be traded. Written by <see cref="Resolve"/>; not a configuration key.
    /// </summary>
    public IReadOnlyList<SeriesQuery> UnmatchedSeries { get; private set; } = [];

    /// <summary>True when the venue is on this machine, where no client is banned.</summary>
    public bool IsLoopback => WsUrl is { IsAbsoluteUri: true, IsLoopback: true };

    /// <summary>The path of the folder for <see cref="StateDirectory"/>.</summary>
    public string StateFolder => StateDirectory.Length > 0
        ? StateDirectory
        : Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "option-auctions");

    /// <summary>Validates these options. Returns the problems as sentences that begin with the key; empty when a feed can start with them.</summary>
    /// <param name="reference">Replaces the files that the options name; <see langword="null"/>: the files are read.</param>
    /// <remarks>Of the files that the options name, it reads the calendar and the phase table only.</remarks>
    public IReadOnlyList<string> Validate(ReferenceData? reference = null) => NullOptions.In(this) is { Count: > 0 } problems
        ? problems
        : [.. FeedOptionsValidation.Check(this, reference), .. reference is null ? ReferenceFiles.Check(this) : []];

    /// <summary>
    /// Replaces the credentials while a feed runs on these options. Each session uses its own at its next dial; one that is parked for its app key dials
    /// again. A renewed app key has a dial budget of its own. Safe from any thread.
    /// </summary>
    /// <param name="renewed">As many as there are, in the order of <see cref="AppKeys"/>. Those that are the same change nothing.</param>
    /// <returns>The problems, as with <see cref="Validate"/>; empty when the credentials were replaced.</returns>
    public IReadOnlyList<string> RenewAppKeys(IReadOnlyList<AppKeyOptions> renewed)
    {
        ArgumentNullException.ThrowIfNull(renewed);
        if (renewed.Count != AppKeys.Count)
            return [$"{Section}:{nameof(AppKeys)} has {renewed.Count} app keys, and a feed that runs keeps its {AppKeys.Count}"];
        if (FeedOptionsValidation.CheckAppKeys(renewed) is { Count: > 0 } problems) return problems;
        AppKeys = [.. renewed.Select((key, place) => key.Copy())];
        AppKeysRenewed?.Invoke();
        return [];
    }

    /// <summary>
    /// Raised with each message of the venue, one WebSocket text, as it was received, but for the secrets in an answer, which are <c>***</c>: credentials,
    /// approval keys, AES keys. On the thread that reads the socket, before the feed does anything with the message: a handler that takes long delays
    /// every record, and one that throws ends the connection. The bytes are the reader's: what is kept of them is copied. Several app keys have several such threads. Without a handler it costs nothing.
    /// </summary>
    public event Action<ReceivedMessage>? MessageReceived;

    /// <summary>
    /// Has the feed begin with the auctions of messages that an earlier process of the same day received, as those of <see cref="MessageReceived"/>: with their
    /// paths, phases and previous closes, and a gap from its last message on. They are folded before the feed connects, and only those of the present day (KST).
    /// </summary>
    /// <param name="earlier">
    /// Hands each message to its argument, in the order in which they were received, and returns behind the last one. Called once, on a thread of the pool. When
    /// it throws, what it has handed in by then is used, and <see cref="FeedWarned"/> tells why there is no more.
    /// </param>
    public void RestoreFrom(Action<Action<ReceivedMessage>> earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Earlier = earlier;
    }

    /// <summary>Hands in the messages of an earlier process; <see langword="null"/> when there are none.</summary>
    internal Action<Action<ReceivedMessage>>? Earlier { get; private set; }

    /// <summary>The handlers of <see cref="MessageReceived"/>; <see langword="null"/> when there are none.</summary>
    internal Action<ReceivedMessage>? OnMessageReceived => MessageReceived;

    /// <summary>The codes that only selections which move have brought into <see cref="Codes"/>.</summary>
    internal HashSet<string> CodesThatMove { get; } = new(StringComparer.Ordinal);

    /// <summary>The codes that are listed, or of a selection that does not move: they are followed wherever the money is.</summary>
    internal IReadOnlySet<Instrument> CodesThatStay => Codes.Where(code => !CodesThatMove.Contains(code)).Select(code => new Instrument(code)).ToHashSet();

    /// <summary>Raised when credentials were replaced.</summary>
    internal event Action? AppKeysRenewed;

    /// <summary>
    /// Reads the files that valid options name, adds the codes of <see cref="Series"/> to <see cref="Codes"/>, and writes <see cref="Warnings"/>.
    /// A second call changes nothing.
    /// </summary>
    /// <param name="now">The present moment: it decides which series have expired, and how old the master file is.</param>
    /// <param name="reference">Replaces the files; <see langword="null"/>: the files are read.</param>
    /// <returns>The reference data of the market.</returns>
    /// <exception cref="InvalidDataException">The calendar or the phase table cannot be used, which <see cref="Validate"/> reports as well.</exception>
    public ReferenceData Resolve(DateTimeOffset now, ReferenceData? reference = null)
    {
        var warnings = new List<string>(SecretForm.WarningsOn(this));
        var unmatched = new List<SeriesQuery>();
        var known = ReferenceFiles.Resolve(this, now, reference, warnings, unmatched);
        Warnings = warnings;
        UnmatchedSeries = unmatched;
        return known;
    }
}
