namespace OptionAuctions.Cli.Reports;

/// <summary>The content of the table: the newest state of each code, in the order of the request, and the status of the feed.</summary>
internal sealed class Board
{
    private readonly Dictionary<Instrument, BoardRow> _rowOf;
    private readonly SortedDictionary<int, string> _sessions = []; // status by app key
    private string _warning = "";

    /// <summary>Creates a board of which nothing is known yet.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="reference">Their terms, and the calendar.</param>
    public Board(IReadOnlyList<Instrument> codes, ReferenceData reference)
    {
        Rows = [.. codes.Select(code => new BoardRow(code, reference.Instruments.Find(code), reference.LastTradingDay(code)))];
        _rowOf = Rows.ToDictionary(row => row.Code);
        Chain = ChainTable.Of(Rows);
        Calendar = reference.Calendar;
    }

    /// <summary>The codes.</summary>
    public IReadOnlyList<BoardRow> Rows { get; }

    /// <summary>The same codes as a chain; <see langword="null"/> when they are none.</summary>
    public ChainTable? Chain { get; }

    /// <summary>The calendar of the calls.</summary>
    public TradingCalendar Calendar { get; }

    /// <summary>The status of the feed as text; with several app keys, that of each session. A warning comes first, so that it is seen.</summary>
    public string Feed => _warning + _sessions.Count switch
    {
        0 => "connecting",
        1 => _sessions.Values.Single(),
        _ => string.Join("; ", _sessions.Select(session => $"{DisplayNames.Feed(session.Key)} {session.Value}")),
    };

    /// <summary>True when the run ends, so that a connection that is lost is closed by the run itself.</summary>
    public bool Ending { get; set; }

    /// <summary>The number of gaps so far.</summary>
    public long Gaps { get; private set; }

    /// <summary>The counts of the run so far.</summary>
    public FeedCounts Counts { get; set; } = new();

    /// <summary>Stores a new state of a code. A code that was not requested is ignored.</summary>
    public void Put(in AuctionState state)
    {
        if (_rowOf.TryGetValue(state.Code, out var row)) row.State = state;
    }

    /// <summary>Stores an event of the feed.</summary>
    public void Note(IFeedEvent feedEvent)
    {
        if (feedEvent is FeedResumed or FeedShed) Gaps++;
        switch (feedEvent)
        {
            case FeedOpened opened:
                _sessions[opened.AppKey] = $"open, connection {opened.Epoch}";
                break;
            case FeedLost lost:
                _sessions[lost.AppKey] = Ending ? "closed" : $"lost: {lost.Reason}";
                break;
            case FeedWarned warned:
                _warning = $"warning: {warned.Text}; ";
                break;
            case FeedBlocked blocked:
                var until = blocked.Until is { } free ? FormattableString.Invariant($" until {free:HH:mm:ss}") : "";
                _sessions[blocked.AppKey] = $"blocked{until}: {blocked.Reason}";
                break;
        }
    }
}
