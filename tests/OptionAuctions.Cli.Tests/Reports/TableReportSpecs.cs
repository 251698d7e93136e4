using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Cli.Tests.Runs;
using Spectre.Console;
using Spectre.Console.Testing;

namespace OptionAuctions.Cli.Tests.Reports;

public sealed class TableReportSpecs
{
    private static readonly Instrument[] Codes = [Auctions.Code, new("C11612083")];

    private readonly FakeTimeProvider _time = new(Auctions.At(14));

    [Fact]
    public void The_table_has_a_row_a_code_with_its_terms_and_fits_eighty_columns()
    {
        var board = new Board([Auctions.Code, new("C50612081")], Chains.Listed);
        board.Put(Auctions.Falling);
        board.Note(new FeedOpened(Auctions.At(10), 0, 1));

        Assert.Equal(
            """
            08:45:14 KST, opening call, crosses at 09:00:00, in 14:46
            the venue: open, connection 1; messages 0, records 0, refused 0, gaps 0
            code      name        strike expiry     expected  change    rate phase      conv
            B11612083 삼성전자   160,000 2026-12-10    1,060    -120 -10.17% indicative 0.13
            C50612081 SK하이닉스 760,000 2026-12-10                          pending
            """,
            Painted(board, height: 24));
    }

    [Fact]
    public void A_wider_window_has_more_columns()
    {
        var board = new Board([Auctions.Code, new("C50612081")], Chains.Listed);
        board.Put(Auctions.Falling);

        Assert.Equal(
            "code      name       type  strike expiry     time     expected  change    rate     low    high phase      conv   age  rev",
            Painted(board, height: 24, width: 130).Split('\n')[2]);
        Assert.Equal(
            "B11612083 삼성전자   call 160,000 2026-12-10 08:45:12    1,060    -120 -10.17%   1,060   1,060 indicative 0.13  2.0s   12",
            Painted(board, height: 24, width: 130).Split('\n')[3]);
    }

    [Theory]
    [InlineData(70, "code      name        strike expiry     expected  change phase")]
    [InlineData(40, "code       strike expected  change")]
    [InlineData(30, "code       strike expected")]
    [InlineData(5, "code")]
    public void A_narrower_window_drops_columns_and_cuts_no_code(int width, string titles)
    {
        var board = new Board([Auctions.Code, new("C50612081")], Chains.Listed);
        board.Put(Auctions.Falling);

        var lines = Painted(board, height: 24, width).Split('\n');

        Assert.Equal(titles, lines[2].TrimEnd());
        Assert.StartsWith("B11612083", lines[3]);
    }

    [Fact]
    public void Without_a_master_file_there_are_no_columns_for_terms()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        board.Put(Auctions.Falling);

        Assert.Equal(
            "code      time     expected  change    rate     low    high phase      conv",
            Painted(board, height: 24).Split('\n')[2]);
    }

    [Fact]
    public void A_code_without_an_expected_price_says_none_and_a_stale_one_says_stale()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        board.Put(Auctions.Unmatched with { Stale = StaleReason.ConnectionLost });

        Assert.Contains("B11612083 08:45:12     none                                 stale      0.00", Painted(board, height: 24));
    }

    [Fact]
    public void The_codes_of_one_stock_are_a_chain_with_the_strikes_in_the_middle()
    {
        var board = new Board([new("C11612083"), Auctions.Code, new("B11612082"), new("B11701083")], Chains.Listed);
        board.Put(Auctions.Falling);

        Assert.Equal(
            """
            08:45:14 KST, opening call, crosses at 09:00:00, in 14:46
            the venue: connecting; messages 0, records 0, refused 0, gaps 0
            code      conv  change expected calls | puts expected  change conv code
            삼성전자 005930, last trading day 2026-12-10, in 17 days
            B11612082               pending    155,000
            B11612083 0.13    -120    1,060    160,000    pending              C11612083
            삼성전자 005930, last trading day 2027-01-14, in 52 days
            B11701083               pending    160,000
            """,
            Painted(board, height: 24));
    }

    [Fact]
    public void A_chain_that_is_too_high_says_how_many_codes_are_left_out()
    {
        var board = new Board([new("C11612083"), Auctions.Code, new("B11612082"), new("B11701083")], Chains.Listed);

        var lines = Painted(board, height: 7).Split('\n');

        Assert.Equal(6, lines.Length);
        Assert.StartsWith("B11612082", lines[4]);
        Assert.Equal("and 3 more; a taller window shows them", lines[5].TrimEnd());
    }

    [Fact]
    public void Each_app_key_has_its_place_in_the_line_of_the_feed()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        board.Note(new FeedOpened(Auctions.At(10), 1, 2));
        board.Note(new FeedOpened(Auctions.At(10), 0, 1));
        board.Note(new FeedBlocked(Auctions.At(11), 1, "the key is held", Auctions.At(50)));

        Assert.Contains(
            "the venue: feed open, connection 1; feed 1 blocked until 08:45:50: the key is held; messages 0", Painted(board, height: 24, width: 120));
    }

    [Fact]
    public void A_warning_stands_before_everything_else()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        board.Note(new FeedWarned(Auctions.At(10), "the calendar runs out"));

        Assert.Contains("the venue: warning: the calendar runs out; connecting; messages 0", Painted(board, height: 24, width: 120));
    }

    [Fact]
    public void A_connection_that_the_run_closes_itself_is_not_lost()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn) { Ending = true };
        board.Note(new FeedLost(Auctions.At(10), 0, 1, "closed by us"));

        Assert.Contains("the venue: closed; messages 0", Painted(board, height: 24));
    }

    [Fact]
    public void A_window_that_is_too_low_says_how_many_codes_are_left_out()
    {
        var painted = Painted(new Board(Codes, ReferenceData.BuiltIn), height: 6);

        Assert.EndsWith("and 1 more; a taller window shows them", painted);
        Assert.DoesNotContain("C11612083", painted);
    }

    [Fact]
    public void A_text_that_is_longer_than_the_line_is_cut_and_takes_no_second_line()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        board.Note(new FeedLost(Auctions.At(10), 0, 1, $"연결이 끊겼습니다\n{new string('x', 200)}"));

        var lines = Painted(board, height: 24).Split('\n');

        Assert.StartsWith("the venue: lost: 연결이 끊겼습니다 xxx", lines[1]);
        Assert.EndsWith("…", lines[1]);
        Assert.StartsWith("code", lines[2]);
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(80, 10)]
    [InlineData(40, 24)]
    [InlineData(200, 60)]
    public void Nothing_is_left_of_the_page_before(int width, int height)
    {
        var codes = Enumerable.Range(0, 30).Select(i => new Instrument($"B116120{i:00}")).ToArray();
        var board = new Board(codes, ReferenceData.BuiltIn);
        var terminal = new VirtualTerminal(width, height);
        var report = new TableReport(terminal.Screen, Nowhere, _time, "the venue", board);
        report.OnFeedEvent(new FeedLost(Auctions.At(10), 0, 1, "a long reason that fills the line and more, and that is not there any more at the end"));
        foreach (var code in codes) report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.FallingOf(code), 0));
        report.Flush();
        report.OnFeedEvent(new FeedOpened(Auctions.At(11), 0, 1));
        report.Flush();

        var page = Painted(board, height, width).Split('\n').Select(line => line.TrimEnd());
        Assert.Equal(page, terminal.Lines);
    }

    [Fact]
    public void A_window_that_changes_its_size_begins_anew()
    {
        var board = new Board(Codes, ReferenceData.BuiltIn);
        var terminal = new VirtualTerminal(80, 24);
        var report = new TableReport(terminal.Screen, Nowhere, _time, "the venue", board);

        terminal.Resize(40, 24);
        report.Flush();

        Assert.Equal(Painted(board, 24, 40).Split('\n').Select(line => line.TrimEnd()), terminal.Lines);
    }

    [Fact]
    public void However_much_is_told_it_paints_only_when_it_is_asked_to()
    {
        using var screen = new TestConsole().Width(130).Interactive();
        var report = new TableReport(screen, Nowhere, _time, "the venue", new Board(Codes, ReferenceData.BuiltIn));
        var painted = screen.Output.Length;

        for (var i = 0; i < 1000; i++) report.OnChange(new AuctionChanged(ChangeKind.Indication, Auctions.Falling with { Revision = i }, 0));
        report.OnFeedEvent(new FeedOpened(Auctions.At(10), 0, 1));
        Assert.Equal(painted, screen.Output.Length);

        report.Flush();
        Assert.Contains("999", screen.Output[painted..]);
    }

    [Fact]
    public void The_summary_stands_below_the_table_on_one_line()
    {
        using var screen = new TestConsole();
        var report = new TableReport(screen, Nowhere, _time, "the venue", new Board(Codes, ReferenceData.BuiltIn));

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
        Assert.DoesNotContain("lost", screen.Output);
        Assert.Empty(run.Error.Lines);
        Assert.Empty(run.Out.Lines);
    }

    private static OutputQueue Nowhere => new(Stream.Null, QueueKind.Waits);

    private string Painted(Board board, int height, int width = 80)
    {
        using var screen = new TestConsole().Width(width);
        screen.Write(new AuctionTable(board, "the venue", MarketTime.Now(_time), height));
        return string.Join('\n', screen.Lines.Select(line => line.TrimEnd())).TrimEnd();
    }
}
