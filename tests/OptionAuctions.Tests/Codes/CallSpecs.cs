using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Codes;

/// <summary>One call from its beginning to its cross: what is known of it, when it is stale, what it crossed at.</summary>
public sealed class CallSpecs
{
    private AuctionFold _fold = Fold();

    [Fact]
    public void A_call_that_was_heard_from_its_beginning_is_whole()
    {
        Happen(Registered("08:20"), Tick("08:29"), Tick("08:30"), Tick("08:40"), Record("08:41", 1060));

        Assert.Equal((1, true, At("08:30")), (Path.Number, Path.IsWhole, Path.KnownFrom));
    }

    [Fact]
    public void A_process_that_begins_in_the_middle_of_a_call_says_from_when_it_knows_it()
    {
        Happen(Tick("08:50"), Registered("08:50:02"), Record("08:50:05", 1060));

        Assert.Equal((false, At("08:50:02")), (Path.IsWhole, Path.KnownFrom));
    }

    [Fact]
    public void A_registration_before_the_first_forecast_is_early_enough()
    {
        Happen(Tick("08:35"), Registered("08:35:02"), Tick("08:40"), Record("08:40:05", 1060));

        Assert.Equal((true, At("08:35:02")), (Path.IsWhole, Path.KnownFrom));
    }

    [Fact]
    public void A_gap_in_a_call_leaves_it_incomplete_and_the_next_one_is_whole_again()
    {
        Happen(Registered("08:20"), Tick("08:29"), Record("08:41", 1060), Lost("08:42"), Registered("08:43"), Record("08:44", 1080));
        Assert.False(Path.IsWhole);

        Happen(Record("09:00", 1100, "112"), Tick("09:02"), Record("10:12", 1120));
        Assert.Equal((2, true), (Path.Number, Path.IsWhole));
    }

    [Fact]
    public void What_was_shed_in_one_call_does_not_make_the_next_one_incomplete()
    {
        Happen(
            Registered("08:20"), Tick("08:29"), Record("08:41", 1060),
            AuctionEvent.Interrupted(At("08:42"), GapReason.Shed), AuctionEvent.ShedNoMore(At("08:43"), epoch: 1, message: 1));
        Assert.False(Path.IsWhole);

        Happen(Tick("09:02"), Tick("15:35"));
        Assert.Equal((2, true), (Path.Number, Path.IsWhole));
    }

    [Fact]
    public void Data_before_its_acknowledgement_says_from_when_the_path_is_known()
    {
        Happen(Tick("08:50"), Record("08:51", 1060), Registered("08:52"), Record("08:53", 1080));

        Assert.Equal((At("08:50"), false), (Path.KnownFrom, Path.IsWhole));
    }

    [Fact]
    public void A_registration_that_is_only_asked_for_hears_nothing()
    {
        Happen(AuctionEvent.Registered(At("08:20"), RegistrationStatus.Requested), Tick("08:29"), Record("08:41", 1060));

        Assert.False(Path.IsWhole);
    }

    [Fact]
    public void Acknowledged_again_it_is_known_from_when_it_was_first()
    {
        Happen(Tick("08:20"), Registered("08:20"), Tick("08:30"), Registered("08:45"), Record("08:46", 1060));

        Assert.Equal((At("08:30"), true), (Path.KnownFrom, Path.IsWhole));
    }

    [Fact]
    public void A_call_that_is_over_counts_no_more_time()
    {
        Happen(Record("08:41:00", 1000), Record("08:41:10", 1000), Record("09:00", 2000, "112"));
        var mean = Path.Call.Mean;

        Assert.Equal(mean, Path.At(At("15:00")).Call.Mean);
    }

    [Fact]
    public void A_lost_line_leaves_a_call_that_was_over_stale_for_that()
    {
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Lost("09:30"), Registered("09:31"));

        Assert.Equal(StaleReason.CallEnded, State.Stale);
    }

    [Fact]
    public void Turning_is_counted_whatever_stands_still_between()
    {
        Happen(
            Record("08:41:00", 1000), Record("08:41:01", 1020), Record("08:41:02", 1020), Record("08:41:03", 0),
            Record("08:41:04", 1020), Record("08:41:05", 1000), Record("08:41:06", 980), Record("08:41:07", 1000));

        Assert.Equal(2, Path.Reversals);
    }

    [Fact]
    public void A_window_says_how_long_it_is()
    {
        Happen(Record("08:41", 1060));

        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.Zero),
            (Path.Window(0).Window, Path.Window(1).Window, Path.Window(2).Window));
        Assert.Equal(Timeout.InfiniteTimeSpan, Path.Call.Window);
        Assert.Throws<ArgumentOutOfRangeException>(() => Path.Window(3));
    }

    [Fact]
    public void Three_windows_are_kept_the_shortest_first()
    {
        _fold = new AuctionFold(
            Some.Code,
            null,
            Some.Rules(o => o.Auctions.PathWindows = [TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6)]),
            Some.Meter());
        Happen(Record("08:41:00", 1000), Record("08:41:03", 2000));

        Assert.Equal([3, 6, 9], Enumerable.Range(0, 3).Select(i => Path.Window(i).Window.TotalSeconds));
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(1000, Path.Window(i).Mean!.Value, 9));
        Assert.Equal(1 - Math.Exp(-0.5), Path.Window(1).Coverage, 9);
    }

    [Fact]
    public void No_revisions_are_kept_when_none_are_asked_for()
    {
        _fold = new AuctionFold(Some.Code, null, Some.Rules(o => o.Auctions.RevisionsKept = 0), Some.Meter());
        Happen(Record("08:41:00", 1000));

        Assert.Empty(_fold.Revisions);
    }

    [Fact]
    public void A_closing_call_takes_the_trade_s_own_price_for_what_it_crossed_at()
    {
        _fold = Fold(FinalPriceSource.CrossTrade);
        Happen(Record("15:36", 1060, "121"), Record("15:45", 1080, "129"), Traded("15:45", 1100, opening: 900));

        Assert.Equal(1100m, State.FinalPrice.ToDecimal());
    }

    [Fact]
    public void A_lost_line_does_not_count_as_time_at_the_last_price()
    {
        Happen(Record("08:41:00", 1000), Record("08:41:10", 2000), Lost("08:41:20"), Record("08:50:00", 3000), Record("08:50:10", 3000));

        Assert.Equal(2000, Path.Call.Mean!.Value, 6);
    }

    [Fact]
    public void Each_call_has_a_path_of_its_own()
    {
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Record("15:36", 1200, "121"));

        Assert.Equal((2, 1, 1200m), (Path.Number, Path.Revisions, Path.First.ToDecimal()));
        Assert.Single(_fold.Revisions);
    }

    [Fact]
    public void The_record_that_ends_a_call_is_its_last_indication_and_stale_at_once()
    {
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"));

        Assert.Equal((1080m, 2, StaleReason.CallEnded, false), (Path.Last.ToDecimal(), Path.Revisions, State.Stale, State.IsCurrent));
    }

    [Fact]
    public void A_code_of_an_end_at_the_beginning_of_a_call_makes_its_price_neither_stale_nor_final()
    {
        _fold = Fold(FinalPriceSource.FirstTrade);
        Happen(Tick("15:35"), Record("15:35:05", 1060, "112"), Traded("15:35:06", 1200), Record("15:35:10", 1080, "112"));

        Assert.Equal((true, 1, 2, false), (State.IsCurrent, Path.Number, Path.Revisions, State.FinalPrice.HasValue));
    }

    [Fact]
    public void A_call_that_ends_without_a_price_keeps_the_last_one_it_had()
    {
        Happen(Record("08:41", 1060), Record("09:00", 0, "112"));

        Assert.Equal(1060m, Path.Last.ToDecimal());
    }

    [Fact]
    public void A_call_whose_end_is_never_told_goes_stale_by_the_clock()
    {
        Happen(Record("08:59:50", 1060), Tick("09:00"));
        Assert.True(State.IsCurrent); // the venue may extend a call

        Happen(Tick("09:01"));
        Assert.Equal((StaleReason.CallEnded, AuctionPhase.Continuous), (State.Stale, State.Session.Phase));
    }

    [Fact]
    public void A_record_behind_the_cross_makes_nothing_current_and_is_not_of_the_call()
    {
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Record("09:00:01", 1100, "112"));

        Assert.Equal((3, 2, 1080m, StaleReason.CallEnded), (State.Revision, Path.Revisions, Path.Last.ToDecimal(), State.Stale));
    }

    [Fact]
    public void The_indication_is_current_only_while_a_call_runs_and_the_line_holds()
    {
        Happen(Record("08:41", 1060));
        Assert.True(State.IsCurrent);
        Happen(Lost("08:42"));
        Assert.False(State.IsCurrent);
        Happen(Record("08:43", 1060));
        Assert.True(State.IsCurrent);
        Happen(Record("08:44", 0));
        Assert.False(State.IsCurrent);
    }

    [Theory]
    [InlineData(FinalPriceSource.CrossTrade, "09:00:00", 1100, 0, 1100)]
    [InlineData(FinalPriceSource.CrossTrade, "09:00:40", 1120, 1100, 1100)] // traded since, and it bears the opening price
    [InlineData(FinalPriceSource.CrossTrade, "09:30:00", 1120, 1120, null)] // nothing matched in the call
    [InlineData(FinalPriceSource.FirstTrade, "09:30:00", 1120, 1120, 1120)]
    [InlineData(FinalPriceSource.FirstTrade, "08:30:00", 1120, 1120, null)] // of before the call
    [InlineData(FinalPriceSource.FirstTrade, "15:30:00", 1120, 1120, null)] // yesterday's: it cannot be of the afternoon
    public void The_final_price_is_learned_from_where_the_options_say(FinalPriceSource source, string time, int price, int opening, int? final)
    {
        _fold = Fold(source);
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Traded(time, price, opening, arrives: "09:30:01"));

        Assert.Equal(final, (int?)State.FinalPrice.ToDecimal());
        Assert.Equal(final - 1080, (int?)State.Slippage.ToDecimal());
    }

    [Fact]
    public void Only_the_first_trade_counts()
    {
        _fold = Fold(FinalPriceSource.CrossTrade);
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Traded("09:00:01", 1100), Traded("09:00:02", 1200));

        Assert.Equal(1100m, State.FinalPrice.ToDecimal());
    }

    [Fact]
    public void A_trade_ahead_of_the_word_that_the_call_is_over_counts()
    {
        _fold = Fold(FinalPriceSource.CrossTrade);
        Happen(Record("08:59:59", 1060), Traded("09:00:00", 1100), Record("09:00:01", 1080, "112"));

        Assert.Equal(1100m, State.FinalPrice.ToDecimal());
    }

    [Fact]
    public void A_trade_while_a_call_runs_is_of_before_it()
    {
        _fold = Fold(FinalPriceSource.FirstTrade);
        Happen(Record("15:36", 1060, "121"), Traded("15:34:59", 1100, arrives: "15:36:01"));

        Assert.False(State.FinalPrice.HasValue);
    }

    [Fact]
    public void The_next_call_has_no_final_price_yet()
    {
        _fold = Fold(FinalPriceSource.CrossTrade);
        Happen(Record("08:41", 1060), Record("09:00", 1080, "112"), Traded("09:00:01", 1100), Record("15:36", 1200, "121"));

        Assert.False(State.FinalPrice.HasValue);
    }

    [Fact]
    public void The_last_revisions_can_be_looked_back_at()
    {
        _fold = new AuctionFold(Some.Code, null, Some.Rules(o => o.Auctions.RevisionsKept = 3), Some.Meter());
        Happen(Record("08:41:01", 1010), Record("08:41:02", 1020), Record("08:41:03", 0), Record("08:41:04", 1040));

        Assert.Equal(
            [(At("08:41:02"), 1020m), (At("08:41:03"), null), (At("08:41:04"), 1040m)],
            _fold.Revisions.Select(point => (point.ReceivedAt, point.Price.ToDecimal())));
    }

    [Fact]
    public void How_old_records_are_is_counted_in_classes()
    {
        foreach (var age in new[] { -0.5, 0.2, 0.9, 1.2, 1.9, 4, 70 })
            _fold.Apply(AuctionEvent.Of(Some.Record(time: new TimeOnly(8, 45, 0)), At("08:45:00").AddSeconds(age)));

        var ages = State.Ages;
        Assert.Equal([1, 2, 1, 1, 0, 1, 0, 0, 0, 1], Enumerable.Range(0, 10).Select(i => ages[i]));
        Assert.Equal((7, 1.5, TimeSpan.MaxValue), (ages.Count, ages.Quantile(0.5)!.Value.TotalSeconds, ages.Quantile(1)));
        Assert.Null(default(AgeDistribution).Quantile(0.5));
    }

    [Fact]
    public void A_record_allocates_nothing()
    {
        var events = new[] { Record("08:41:00", 1060), Record("08:41:01", 1080), Record("08:41:02", 0), Record("08:41:03", 1001), Tick("08:42") };
        for (var i = 0; i < 100; i++) Happen(events);

        Assert.Contains(Enumerable.Range(0, 20), _ => AllocatedBy(events) == 0); // not each time: another spec may listen to all meters meanwhile
    }

    private long AllocatedBy(AuctionEvent[] events)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) Happen(events);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private AuctionState State => _fold.State;

    private AuctionPath Path => _fold.State.Path;

    private static AuctionFold Fold(FinalPriceSource source = FinalPriceSource.None) =>
        new(Some.Code, null, Some.Rules(o => o.Auctions.FinalPrice = source), Some.Meter());

    private void Happen(params ReadOnlySpan<AuctionEvent> events)
    {
        foreach (ref readonly var happened in events) _fold.Apply(happened);
    }

    private static AuctionEvent Record(string time, int price, string phase = "311") => AuctionEvent.Of(
        Some.Record(price, time: TimeOnly.FromTimeSpan(At(time).TimeOfDay), phase: phase) is var record && price > 0
            ? record
            : new ExpectedExecution(
                Some.Code, TimeOnly.FromTimeSpan(At(time).TimeOfDay), Won.None, Won.Of(0),
                new ChangeSign(ChangeDirection.Flat), Percent.Of(0), new PhaseCode(phase)),
        At(time));

    private static AuctionEvent Traded(string time, int price, int opening = 0, string? arrives = null) => AuctionEvent.Of(
        new Trade(Some.Code, TimeOnly.FromTimeSpan(At(time).TimeOfDay), Won.Of(price), opening > 0 ? Won.Of(opening) : Won.None), At(arrives ?? time));

    private static AuctionEvent Tick(string time) => AuctionEvent.ClockTick(At(time));

    private static AuctionEvent Registered(string time) => AuctionEvent.Registered(At(time), RegistrationStatus.Active);

    private static AuctionEvent Lost(string time) => AuctionEvent.Interrupted(At(time), GapReason.ConnectionLost);

    private static DateTimeOffset At(string time) =>
        new(new DateOnly(2026, 11, 23), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), MarketTime.Offset);
}
