using Microsoft.Extensions.Time.Testing;
using OptionAuctions.CodeActors;

namespace OptionAuctions.Tests.CodeActors;

public sealed class RestartBudgetSpecs
{
    private readonly FakeTimeProvider _time = new(Some.Morning);

    [Fact]
    public void So_many_may_be_spent_within_any_minute()
    {
        var budget = new RestartBudget(2, TimeSpan.FromMinutes(1), _time);
        Assert.True(budget.TrySpend());
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());

        _time.Advance(TimeSpan.FromSeconds(20)); // the first is a minute ago, the second is not

        Assert.True(budget.TrySpend());
        Assert.False(budget.TrySpend());
    }

    [Fact]
    public void Of_none_none_can_be_spent() => Assert.False(new RestartBudget(0, TimeSpan.FromMinutes(1), _time).TrySpend());
}
