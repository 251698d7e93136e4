using OptionAuctions.Chains;
using OptionAuctions.Cli.Output;
using Spectre.Console;

namespace OptionAuctions.Cli.Reports;

/// <summary>A report as a live table in a terminal. It is painted from the board on each <see cref="Flush"/>, however many changes came in between.</summary>
internal sealed class TableReport : IReport
{
    private readonly IAnsiConsole _screen;
    private readonly OutputQueue _output;
    private readonly TimeProvider _time;
    private readonly string _venue;
    private readonly Board _board;
    private readonly ScreenFrame _frame = new();
    private IReadOnlyList<string> _slots = [];

    public TableReport(IAnsiConsole screen, OutputQueue output, TimeProvider time, string venue, Board board)
    {
        (_screen, _output, _time, _venue, _board) = (screen, output, time, venue, board);
        Paint();
    }

    public bool OwnsTheScreen => true;

    public TimeSpan? CountsEvery { get; } = TimeSpan.FromMilliseconds(100); // it repaints then

    public void OnChange(in AuctionChanged change) => _board.Put(change.Current);

    public void OnChain(ChainView view) => _board.Put(view);

    public void OnSlots(FeedStatus status) => _slots = [.. SlotText.Lines(status)];

    public void OnFeedEvent(IFeedEvent feedEvent) => _board.Note(feedEvent);

    public void Counted(FeedCounts counts) => _board.Counts = counts;

    public void OnEnding() => _board.Ending = true;

    /// <summary>Paints the board, unless the terminal is held and the last painting still waits.</summary>
    public void Flush()
    {
        if (_output.Waiting == 0) Paint();
    }

    public void Ended(RunSummary summary)
    {
        _board.Counts = summary.Counts ?? _board.Counts;
        Paint();
        foreach (var line in _slots) _screen.Profile.Out.Writer.WriteLine(line);
        _screen.Profile.Out.Writer.WriteLine(DisplayNames.Of(summary)); // as it is: the screen would break it into words
        _output.Flush();
    }

    private void Paint()
    {
        _frame.Paint(_screen, new AuctionTable(_board, _venue, MarketTime.Now(_time), _screen.Profile.Height));
        _output.Flush();
    }
}
