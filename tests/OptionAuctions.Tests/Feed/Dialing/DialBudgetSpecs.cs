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
}

public sealed class DialLogSpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("dials").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_process_that_starts_again_remembers_what_it_dialed()
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);

        Assert.Equal([Some.Morning], new DialLog(_directory, Canary.AppKey).Dials);
    }

    [Fact]
    public void Another_app_key_has_a_budget_of_its_own()
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);

        Assert.Empty(new DialLog(_directory, new Secret("another-key")).Dials);
    }

    [Fact]
    public void A_damaged_line_costs_only_itself()
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);
        File.AppendAllText(Directory.GetFiles(_directory).Single(), "half a li");

        Assert.Equal([Some.Morning], new DialLog(_directory, Canary.AppKey).Dials);
    }

    [Fact]
    public void What_is_older_than_a_day_is_forgotten()
    {
        var log = new DialLog(_directory, Canary.AppKey);
        log.Add(Some.Morning);
        log.Add(Some.Morning.AddDays(1));

        Assert.Single(log.Dials);
    }

    [Fact]
    public void Neither_the_files_name_nor_its_text_gives_the_key_away()
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);
        var file = Directory.GetFiles(_directory).Single();

        Canary.IsNotIn(file + File.ReadAllText(file));
    }
}
