using OptionAuctions.Chains;

namespace OptionAuctions.Cli.Reports;

/// <summary>The content of the table: the newest state of each code, in the order of the request, and the status of the feed.</summary>
internal sealed class Board
{
    private readonly ReferenceData _reference;
    private readonly bool _grows;
    private readonly List<BoardRow> _rows;
    private readonly Dictionary<Instrument, BoardRow> _rowOf;
    private readonly Dictionary<DateOnly, string> _headings = [];
    private readonly SortedDictionary<int, string> _sessions = []; // status by app key
    private string _warning = "";

    /// <summary>Creates a board of which nothing is known yet.</summary>
    /// <param name="codes">The codes.</param>
    /// <param name="reference">Their terms, and the calendar.</param>
    /// <param name="grows">True when other codes may come, and go, as with a selection that moves.</param>
    public Board(IReadOnlyList<Instrument> codes, ReferenceData reference, bool grows = false)
    {
        (_reference, _grows, Calendar) = (reference, grows, reference.Calendar);
        _rows = [.. codes.Select(NewRow)];
        _rowOf = _rows.ToDictionary(row => row.Code);
        Arrange();
    }

    /// <summary>The codes.</summary>
    public IReadOnlyList<BoardRow> Rows => _rows;

    /// <summary>The options among them as a chain; <see langword="null"/> when they are none, or when there are others beside them than its underlying's.</summary>
    public ChainTable? Chain { get; private set; }

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

    /// <summary>Stores a new state of a code. A code that was not requested is ignored, unless the board grows; then it has a row until it is released.</summary>
    public void Put(in AuctionState state)
    {
        if (_grows && state.Registration == RegistrationStatus.Released)
        {
            if (_rowOf.Remove(state.Code, out var gone)) Change(() => _rows.Remove(gone));
            return;
        }

        if (_grows && !_rowOf.ContainsKey(state.Code))
        {
            var added = _rowOf[state.Code] = NewRow(state.Code);
            Change(() => _rows.Add(added));
        }

        if (_rowOf.TryGetValue(state.Code, out var row)) row.State = state;
    }

    /// <summary>Stores what a chain answers.</summary>
    public void Put(ChainView view)
    {
        _headings[view.Chain.Expiry] = ChainHeading.Of(view);
        foreach (var series in view.Chain.Series)
        {
            if (!_rowOf.TryGetValue(series.Code, out var row)) continue;
            var strike = view.Rows.First(one => one.Strike == series.Strike);
            row.Answer = series.IsCall ? strike.CallAnswer : strike.PutAnswer;
        }
    }

    private BoardRow NewRow(Instrument code) => new(code, _reference.Instruments.Find(code), _reference.LastTradingDay(code));

    private void Change(Action change)
    {
        change();
        Arrange();
    }

    /// <summary>Arranges the options as a chain. A stock or a future beside them is in its headings.</summary>
    private void Arrange()
    {
        var options = _rows.Where(row => row.Terms is not null).ToArray();
        var areBeside = _rows.Except(options).All(row => CodeForm.KindOf(row.Code) is InstrumentKind.Stock or InstrumentKind.Future);
        Chain = areBeside ? ChainTable.Of(options, _headings) : null;
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
