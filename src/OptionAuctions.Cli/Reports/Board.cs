using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>What a table shows: the newest state of each code, in the order in which they are wanted, and how the feed stands.</summary>
internal sealed class Board(IReadOnlyList<OptionCode> codes)
{
    private readonly Dictionary<OptionCode, int> _places = codes.Index().ToDictionary(code => code.Item, code => code.Index);
    private readonly SortedDictionary<int, string> _lines = [];
    private readonly AuctionState[] _rows = [.. codes.Select(code => new AuctionState(code))];
    private string _warning = "";

    /// <summary>The codes.</summary>
    public IReadOnlyList<AuctionState> Rows => _rows;

    /// <summary>How the feed stands, in words; with several app keys, how each of their lines does. A warning comes first: it is to be seen.</summary>
    public string Feed => _warning + _lines.Count switch
    {
        0 => "connecting",
        1 => _lines.Values.Single(),
        _ => string.Join("; ", _lines.Select(line => $"{Words.Feed(line.Key)} {line.Value}")),
    };

    /// <summary>Gaps so far.</summary>
    public long Gaps { get; private set; }

    /// <summary>Figures of the run so far.</summary>
    public FeedCounts Counts { get; set; } = new();

    /// <summary>A code has a new state.</summary>
    public void Put(in AuctionState state)
    {
        if (_places.TryGetValue(state.Code, out var place)) _rows[place] = state;
    }

    /// <summary>Something happened to the feed.</summary>
    public void Note(IFeedEvent happened)
    {
        if (happened is FeedResumed or FeedShed) Gaps++;
        switch (happened)
        {
            case FeedOpened opened:
                _lines[opened.Line] = $"open, life {opened.Epoch}";
                break;
            case FeedLost lost:
                _lines[lost.Line] = $"lost: {lost.Reason}";
                break;
            case FeedWarned warned:
                _warning = $"warning: {warned.Text}; ";
                break;
            case FeedBlocked blocked:
                var until = blocked.Until is { } free ? FormattableString.Invariant($" until {free:HH:mm:ss}") : "";
                _lines[blocked.Line] = $"blocked{until}: {blocked.Reason}";
                break;
        }
    }
}
