using OptionAuctions.Codes;
using OptionAuctions.Connection;
using OptionAuctions.Telemetry;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Reports;

/// <summary>What a table shows: the newest state of each code, in the order in which they are wanted, and how the feed stands.</summary>
internal sealed class Board(IReadOnlyList<OptionCode> codes)
{
    private readonly Dictionary<OptionCode, int> _places = codes.Index().ToDictionary(code => code.Item, code => code.Index);
    private readonly AuctionState[] _rows = [.. codes.Select(code => new AuctionState(code))];

    /// <summary>The codes.</summary>
    public IReadOnlyList<AuctionState> Rows => _rows;

    /// <summary>How the feed stands, in words.</summary>
    public string Feed { get; private set; } = "connecting";

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
        Feed = happened switch
        {
            FeedOpened opened => $"open, life {opened.Epoch}",
            FeedResumed resumed => $"open, life {resumed.Epoch}",
            FeedLost lost => $"lost: {lost.Reason}",
            FeedBlocked { Until: { } until } blocked => FormattableString.Invariant($"blocked until {until:HH:mm:ss}: {blocked.Reason}"),
            FeedBlocked blocked => $"blocked: {blocked.Reason}",
            _ => Feed,
        };
    }
}
