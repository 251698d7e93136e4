using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Cli.Tests;

public sealed class StopBudgetSpecs
{
    [Fact]
    public void Each_step_has_what_the_ones_before_left_without_what_the_ones_after_need()
    {
        var time = new FakeTimeProvider();
        var budget = new StopBudget(time);
        Assert.Equal(TimeSpan.FromSeconds(4), budget.Left(reserve: TimeSpan.FromSeconds(1)));

        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(TimeSpan.FromSeconds(1.5), budget.Left(TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public void A_step_that_comes_late_has_a_moment()
    {
        var time = new FakeTimeProvider();
        var budget = new StopBudget(time);
        time.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal(TimeSpan.FromMilliseconds(100), budget.Left(TimeSpan.Zero));
    }
}
