using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class RunOutcomeSpecs
{
    private static readonly FeedCounts Whole = new(), Broken = new() { Messages = 1 };

    [Fact]
    public void A_run_that_connected_and_whose_figures_add_up_has_not_failed() =>
        Assert.Empty(new RunOutcome(Whole, Drained: true, Connected: true, "the line fell").Failures());

    [Fact]
    public void A_run_that_never_connected_has_failed_and_says_why()
    {
        Assert.Equal(["the feed never connected: connection refused"], new RunOutcome(Whole, true, Connected: false, "connection refused").Failures());
        Assert.Equal(["the feed never connected, and was ended before it could"], new RunOutcome(Whole, true, Connected: false, "").Failures());
    }

    [Fact]
    public void Figures_that_are_not_final_are_not_added_up() =>
        Assert.Equal(["the feed was not drained in time, so its figures are not final"], new RunOutcome(Broken, Drained: false, true, "").Failures());

    [Fact]
    public void Figures_that_do_not_add_up_or_are_not_told_are_a_failure()
    {
        Assert.StartsWith("the figures do not add up: broken", Assert.Single(new RunOutcome(Broken, true, true, "").Failures()));
        Assert.Equal(["the feed did not answer with its counts"], new RunOutcome(Counts: null, true, true, "").Failures());
    }
}
