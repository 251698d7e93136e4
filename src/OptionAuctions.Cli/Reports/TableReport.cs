using Spectre.Console;

namespace OptionAuctions.Cli.Reports;

/// <summary>A report as a live table in a terminal. It is painted from the board on each <see cref="Flush"/>, however many changes came in between.</summary>
internal sealed class TableReport : IReport
{
    private readonly IAnsiConsole _screen;
    private readonly TimeProvider _time;
    private readonly string _venue;
    private readonly Board _board;
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _live;
    private LiveDisplayContext _display = null!;

    public TableReport(IAnsiConsole screen, TimeProvider time, string venue, IReadOnlyList<OptionCode> codes)
    {
        (_screen, _time, _venue, _board) = (screen, time, venue, new Board(codes));
        _live = screen.Live(Page()).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom).StartAsync(display =>
        {
            _display = display; // set before StartAsync first awaits, and so before the constructor returns
            return _ended.Task;
        });
    }

    public bool OwnsTheScreen => true;

    public void OnChange(in AuctionChanged change) => _board.Put(change.Current);

    public void OnFeedEvent(IFeedEvent feedEvent) => _board.Note(feedEvent);

    public void Counted(FeedCounts counts) => _board.Counts = counts;

    public void Flush()
    {
        if (!_ended.Task.IsCompleted) _display.UpdateTarget(Page());
    }

    public void Ended(RunSummary summary)
    {
        _board.Counts = summary.Counts;
        Flush();
        Dispose();
        _screen.WriteLine(DisplayNames.Of(summary));
    }

    /// <summary>Ends the live display and restores the terminal, its cursor too.</summary>
    public void Dispose()
    {
        _ended.TrySetResult();
        _live.GetAwaiter().GetResult();
    }

    private AuctionTable Page() => new(_board, _venue, MarketTime.Now(_time), _screen.Profile.Height);
}
