using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Feed.Dialing;

namespace OptionAuctions.Tests.Feed.Dialing;

public sealed class DialLimiterSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new(Some.Morning);
    private readonly string _folder = Directory.CreateTempSubdirectory("dials").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_processes_have_one_budget()
    {
        var (one, other) = (Limiter(), Limiter());
        one.Count();
        other.Count();
        one.Count();
        other.Count();

        var blocked = Assert.Throws<DialBlockedException>(() => one.Count());
        Assert.Equal("the dial budget is spent (4 in ten minutes, 20 a day)", blocked.Message);
        Assert.Equal(Some.Morning.AddMinutes(10), blocked.Until);
        Assert.Equal(Some.Morning.AddMinutes(10), other.Check().Until);
        Assert.Equal(4, new DialLog(_folder, Canary.AppKey).Dials.Count);
    }

    [Fact]
    public void A_connection_that_never_arrived_is_given_back()
    {
        var limiter = Limiter();
        for (var i = 0; i < 100; i++) limiter.Count()();

        Assert.Equal(default, limiter.Check() with { Reason = null!, Warning = null! });
        Assert.Empty(new DialLog(_folder, Canary.AppKey).Dials);
    }

    [Fact]
    public void What_is_kept_for_the_opening_is_told_with_its_time()
    {
        var limiter = Limiter();
        limiter.Count();
        limiter.Count();

        Assert.Null(limiter.Check().Until);
        var opening = Some.Morning.AddMinutes(5);
        Assert.Equal(new DialCheck(opening, "what is left of the dial budget is kept for the opening at 08:50", ""), limiter.Check(opening));
    }

    [Fact]
    public void A_full_disk_makes_no_dial_counts_none_and_is_told_as_the_disk()
    {
        var file = new StateFile(Path.Combine(_folder, "log.txt"), write: (_, _) => throw new IOException("No space left on device"));
        var log = new DialLog(file);
        var limiter = new DialLimiter("dial", log, new DialBudget(4, 20), _time);

        var blocked = Assert.Throws<DialBlockedException>(() => limiter.Count());

        Assert.Equal("the dial log cannot be kept: No space left on device", blocked.Message);
        Assert.Equal(Some.Morning.AddMinutes(1), blocked.Until);
        Assert.Empty(log.Dials);
        Assert.Null(limiter.Check().Until);
    }

    [Fact]
    public void A_log_that_cannot_be_read_holds_the_dials_and_is_named()
    {
        var limiter = Limiter();
        var file = Path.Combine(_folder, "elsewhere");
        File.WriteAllText(file, "");
        limiter.Count();
        var log = Directory.GetFiles(_folder, "dials-*").Single();
        File.Delete(log);
        File.CreateSymbolicLink(log, file);

        var check = limiter.Check();

        Assert.Equal((Some.Morning.AddMinutes(1), $"the dial log cannot be kept: '{log}' is a symbolic link"), (check.Until, check.Reason));
        Assert.Throws<DialBlockedException>(() => limiter.Count());
    }

    [Fact]
    public void What_is_wrong_with_a_log_is_a_warning_of_the_check()
    {
        var limiter = Limiter();
        limiter.Count();
        File.AppendAllText(Directory.GetFiles(_folder).Single(), "9999-12-31T23:59:59.9999999+00:00\n");

        Assert.Contains("1 times in the future were dropped", limiter.Check().Warning);
        Assert.Equal("", limiter.Check().Warning);
    }

    [Fact]
    public void The_time_since_the_last_one_survives_the_process_and_no_future_one_counts()
    {
        Limiter().Count();
        _time.Advance(TimeSpan.FromSeconds(20));
        File.AppendAllText(Directory.GetFiles(_folder).Single(), "9999-12-31T23:59:59.9999999+00:00\n");

        Assert.Equal(TimeSpan.FromSeconds(20), Limiter().SinceLast);
    }

    private DialLimiter Limiter() => new("dial", new DialLog(_folder, Canary.AppKey), new DialBudget(4, 20, Reserve: 8), _time);
}
