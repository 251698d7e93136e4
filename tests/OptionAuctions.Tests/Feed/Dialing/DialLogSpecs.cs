using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Tests.Feed.Dialing;

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

        var log = new DialLog(_directory, Canary.AppKey);
        Assert.Equal([Some.Morning], log.Read(Some.Morning));
        Assert.Contains("1 lines cannot be read", log.TakeFlaw());
    }

    [Fact]
    public void Two_processes_on_one_folder_see_each_others_dials()
    {
        var (one, other) = (new DialLog(_directory, Canary.AppKey), new DialLog(_directory, Canary.AppKey));
        one.Add(Some.Morning);
        other.Add(Some.Morning.AddSeconds(1));
        one.Add(Some.Morning.AddSeconds(2), dials => Assert.Equal(2, dials.Count));

        Assert.Equal(3, other.Read(Some.Morning.AddSeconds(2)).Count);
    }

    [Fact]
    public void A_dial_that_was_not_admitted_is_not_written()
    {
        var log = new DialLog(_directory, Canary.AppKey);

        Assert.Throws<DialBlockedException>(() => log.Add(Some.Morning, _ => throw new DialBlockedException("spent", Some.Nine)));

        Assert.Empty(log.Dials);
        Assert.Empty(log.Read(Some.Morning));
    }

    [Fact]
    public void One_dial_of_two_at_the_same_moment_is_taken_back()
    {
        var log = new DialLog(_directory, Canary.AppKey);
        log.Add(Some.Morning);
        log.Add(Some.Morning);

        log.Remove(Some.Morning);

        Assert.Equal([Some.Morning], new DialLog(_directory, Canary.AppKey).Dials);
    }

    [Theory]
    [InlineData("2026-11-23T08:46:01.0000000+09:00")]
    [InlineData("9999-12-31T23:59:59.9999999+00:00")]
    public void A_time_in_the_future_is_dropped_and_told_once(string future)
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);
        File.AppendAllText(Directory.GetFiles(_directory).Single(), future + "\n");
        var log = new DialLog(_directory, Canary.AppKey);

        Assert.Equal([Some.Morning], log.Read(Some.Morning));
        Assert.Contains("1 times in the future were dropped", log.TakeFlaw());
        log.Read(Some.Morning);
        Assert.Equal("", log.TakeFlaw());
        log.Add(Some.Morning);
        Assert.Equal(2, new DialLog(_directory, Canary.AppKey).Dials.Count);
    }

    [Fact]
    public void A_clock_that_is_a_little_behind_forgets_no_dial()
    {
        var log = new DialLog(_directory, Canary.AppKey);
        log.Add(Some.Morning);

        Assert.Equal([Some.Morning], log.Read(Some.Morning.AddMinutes(-1)));
    }

    [Fact]
    public void The_first_year_there_is_is_only_old()
    {
        new DialLog(_directory, Canary.AppKey).Add(Some.Morning);
        File.AppendAllText(Directory.GetFiles(_directory).Single(), "0001-01-01T00:00:00.0000000+00:00\n0001-01-01T00:00:00.0000000+14:00\n");

        Assert.Equal([Some.Morning], new DialLog(_directory, Canary.AppKey).Read(Some.Morning));
    }

    [Fact]
    public void In_memory_there_is_no_more_than_a_day_of_the_highest_limit_twice()
    {
        var log = new DialLog(null, Canary.AppKey);
        for (var i = 0; i < 3_000; i++) log.Add(Some.Morning.AddSeconds(i));

        Assert.Equal(2_001, log.Dials.Count);
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
