namespace OptionAuctions.History.Tests;

public sealed class CallSummaryMergeSpecs
{
    private static readonly CallSummary Whole = Summaries.Whole, Torn = Summaries.Torn;

    [Fact]
    public void The_one_of_more_records_stays_whichever_came_first()
    {
        Assert.Equal(Whole, CallSummaryMerge.Of(Torn, Whole));
        Assert.Equal(Whole, CallSummaryMerge.Of(Whole, Torn));
        Assert.Equal(Whole, CallSummaryMerge.Of(null, Whole));
    }

    [Fact]
    public void Of_equally_many_records_the_whole_path_stays()
    {
        var torn = Whole with { IsWhole = false, Gaps = 1, Source = "live" };

        Assert.Equal(Whole, CallSummaryMerge.Of(torn, Whole));
        Assert.Equal(Whole, CallSummaryMerge.Of(Whole, torn));
    }

    [Fact]
    public void Of_two_that_are_equally_full_the_stored_one_stays_unless_it_is_of_the_same_source()
    {
        var other = Whole with { Convergence = 0.25, WrittenBy = "9.9.9" };

        Assert.Equal(other, CallSummaryMerge.Of(Whole, other));
        Assert.Equal(Whole, CallSummaryMerge.Of(Whole, other with { Source = "live" }));
    }

    [Fact]
    public void The_terms_and_the_final_price_are_taken_from_the_one_that_has_them()
    {
        var unlisted = Whole with { Terms = null, FinalPrice = Won.None };
        var torn = Torn with { Terms = Whole.Terms, FinalPrice = Won.Of(1095) };

        Assert.Equal(Whole with { FinalPrice = Won.Of(1095) }, CallSummaryMerge.Of(torn, unlisted));
        Assert.Equal(Whole with { FinalPrice = Won.Of(1095) }, CallSummaryMerge.Of(unlisted, torn));
        Assert.Equal(Won.Of(-5), CallSummaryMerge.Of(unlisted, torn).Slippage);
    }

    [Fact]
    public void What_depends_on_the_records_is_taken_only_from_one_that_has_had_the_same()
    {
        var old = Whole with { Quality = null, OddRecords = null, FirstRecordAt = null, LastRecordAt = null, Convergence = null, WrittenBy = "0.0.9" };

        Assert.Equal(Whole with { WrittenBy = "0.0.9" }, CallSummaryMerge.Of(old, Whole with { Source = "live" }) with { Source = Whole.Source });
        Assert.Null(CallSummaryMerge.Of(old, Torn).Quality);
    }
}
