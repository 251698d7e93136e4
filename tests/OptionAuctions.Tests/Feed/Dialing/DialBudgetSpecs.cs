using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class DialBudgetSpecs
{
    private static readonly DateTimeOffset Now = Some.Morning;
    private readonly DialBudget _budget = new(PerTenMinutes: 4, PerDay: 20);

    [Fact]
    public void Without_dials_the_line_is_free() => Assert.Null(_budget.BlockedUntil([], Now));

    [Fact]
    public void The_fifth_dial_waits_until_the_first_of_four_is_ten_minutes_old()
    {
        DateTimeOffset[] dials = [Now.AddMinutes(-9), Now.AddMinutes(-8), Now.AddMinutes(-7), Now.AddMinutes(-6)];

        Assert.Equal(Now.AddMinutes(1), _budget.BlockedUntil(dials, Now));
        Assert.Null(_budget.BlockedUntil(dials, Now.AddMinutes(1)));
    }

    [Fact]
    public void The_twenty_first_dial_of_a_day_waits_for_the_first_to_be_a_day_old()
    {
        var dials = Enumerable.Range(0, 20).Select(i => Now.AddHours(-20 + i)).ToArray();

        Assert.Equal(Now.AddHours(4), _budget.BlockedUntil(dials, Now));
    }

    [Fact]
    public void The_longer_of_both_waits_counts()
    {
        var dials = Enumerable.Range(0, 20).Select(i => Now.AddMinutes(-5)).ToArray();

        Assert.Equal(Now.AddMinutes(-5).AddDays(1), _budget.BlockedUntil(dials, Now));
    }

    [Fact]
    public void A_night_without_the_venue_leaves_the_opening_its_reserve()
    {
        var budget = _budget with { Reserve = 8 };
        var opening = Now.AddHours(14);
        var dials = new List<DateTimeOffset>();

        for (var now = Now; now < opening; now = budget.BlockedUntil(dials, now, opening) ?? now)
            if (budget.BlockedUntil(dials, now, opening) is null) dials.Add(now);

        Assert.Equal(12, dials.Count);
        Assert.Null(budget.BlockedUntil(dials, opening));
    }

    [Fact]
    public void Just_before_the_opening_half_of_ten_minutes_is_kept_as_well()
    {
        var budget = _budget with { Reserve = 8 };
        var opening = Now.AddMinutes(5);

        Assert.Null(budget.BlockedUntil([Now.AddMinutes(-1)], Now, opening));
        Assert.Equal(opening, budget.BlockedUntil([Now.AddMinutes(-2), Now.AddMinutes(-1)], Now, opening));
    }

    [Fact]
    public void What_is_kept_is_free_at_the_opening_and_during_a_session()
    {
        var budget = _budget with { Reserve = 8 };
        var opening = Now.AddHours(2);
        var dials = Enumerable.Range(0, 12).Select(i => Now.AddHours(-12 + i)).ToArray();

        Assert.Equal(opening, budget.BlockedUntil(dials, Now, opening));
        Assert.Null(budget.BlockedUntil(dials, opening, opening));
        Assert.Null(budget.BlockedUntil(dials, Now, opening: null));
    }

    [Fact]
    public void Over_a_weekend_only_dials_that_still_count_at_the_opening_are_held_back()
    {
        var budget = _budget with { Reserve = 8 };
        var opening = Now.AddDays(3);
        var dials = Enumerable.Range(0, 12).Select(i => Now.AddHours(-12 + i)).ToArray();

        Assert.Null(budget.BlockedUntil(dials, Now, opening));
    }

    [Fact]
    public void Of_a_small_budget_half_is_left_to_use()
    {
        var budget = new DialBudget(PerTenMinutes: 1, PerDay: 2, Reserve: 8);

        Assert.Null(budget.BlockedUntil([], Now, Now.AddHours(1)));
        Assert.Equal(Now.AddHours(1), budget.BlockedUntil([Now.AddMinutes(-20)], Now, Now.AddHours(1)));
    }
}
