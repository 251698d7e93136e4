using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Cli.Tests.Runs;
using Spectre.Console.Testing;

namespace OptionAuctions.Cli.Tests.Reports;

public sealed class TableReportSpecs
{
    private static readonly OptionCode[] Codes = [Auctions.Code, new("C11612083")];

    private readonly FakeTimeProvider _time = new(Auctions.At(14));

    [Fact]
    public void The_table_has_a_row_a_code_and_fits_eighty_columns()
    {
        var board = new Board(Codes);
        board.Put(Auctions.Falling);
        board.Note(new FeedOpened(Auctions.At(10), 0, 1));

        Assert.Equal(
            """
            the venue: open, connection 1; 08:45:14 KST
            messages 0, records 0, changes 0, refused 0, gaps 0
            code      time      expected    change     rate phase          conv   age  rev
            B11612083 08:45:12   1060.00   -120.00  -10.17% 311/indicative 0.13  2.0s   12
            C11612083                                       pending
            """,
            Painted(board, height: 24));
    }

    [Fact]
    public void A_code_without_an_expected_price_says_none_and_a_stale_one_says_stale()
    {
        var board = new Board(Codes);
        board.Put(Auctions.Unmatched with { Stale = StaleReason.ConnectionLost });

        Assert.Contains("B11612083 08:45:12      none                    311/stale", Painted(board, height: 24));
    }

    [Fact]
    public void Each_app_key_has_its_place_in_the_first_line()
    {
        var board = new Board(Codes);
        board.Note(new FeedOpened(Auctions.At(10), 1, 2));
        board.Note(new FeedOpened(Auctions.At(10), 0, 1));
        board.Note(new FeedBlocked(Auctions.At(11), 1, "the key is held", Auctions.At(50)));

        Assert.StartsWith(
            "the venue: feed open, connection 1; feed 1 blocked until 08:45:50: the key is held; 08:45:14 KST",
            Painted(board, height: 24, width: 120));
    }

    [Fact]
    public void A_warning_stands_before_everything_else()
    {
        var board = new Board(Codes);
        board.Note(new FeedWarned(Auctions.At(10), "the calendar runs out"));

        Assert.StartsWith("the venue: warning: the calendar runs out; connecting; 08:45:14 KST", Painted(board, height: 24, width: 120));
    }

    [Fact]
    public void A_window_that_is_too_low_says_how_many_codes_are_left_out()
    {
        var painted = Painted(new Board(Codes), height: 6);

        Assert.EndsWith("and 1 more; a taller window shows them", painted);
        Assert.DoesNotContain("C11612083", painted);
    }

    [Fact]
    public void However_much_is_told_it_paints_only_when_it_is_asked_to()
    {
        using var screen = new TestConsole().Interactive();
        screen.Profile.Capabilities.Ansi = true;
        var report = new TableReport(screen, new OutputQueue(Stream.Null, QueueKind.Waits), _time, "the venue", Codes);
        var painted = screen.Output.Length;

        for (var i = 0; i < 1000; i++) report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Falling with { Revision = i }, 0));
        report.OnFeedEvent(new FeedOpened(Auctions.At(10), 0, 1));
        Assert.Equal(painted, screen.Output.Length);

        report.Flush();
        Assert.Contains("999", screen.Output[painted..]);
    }

    [Fact]
    public void The_summary_stands_below_the_table()
    {
        using var screen = new TestConsole().Width(120);
        var report = new TableReport(screen, new OutputQueue(Stream.Null, QueueKind.Waits), _time, "the venue", Codes);

        report.Ended(new RunSummary(new FeedCounts(), Gaps: 0));

        Assert.Equal("messages 0, records 0, delivered 0, conflated 0, refused 0, gaps 0, identity holds", screen.Lines[^1]);
    }

    [Fact]
    public async Task A_run_in_a_terminal_paints_and_logs_nothing_into_the_picture()
    {
        await using var venue = await Venues.StartAsync();
        using var screen = new TestConsole().Width(120);
        await using var run = CliRun.Start(CliRun.Following(venue, Venues.Codes), CliRun.Account(), screen: screen);
        await venue.WhenAsync(state => state.Counters.RecordsSent > 10);

        Assert.Equal(0, await run.InterruptAsync());
        Assert.Contains("identity holds", screen.Output);
        Assert.Contains("B11612083 08:4", screen.Output);
        Assert.Empty(run.Error.Lines);
        Assert.Empty(run.Out.Lines);
    }

    private string Painted(Board board, int height, int width = 80)
    {
        using var screen = new TestConsole().Width(width);
        screen.Write(new AuctionTable(board, "the venue", MarketTime.Now(_time), height));
        return string.Join('\n', screen.Lines.Select(line => line.TrimEnd())).TrimEnd();
    }
}
