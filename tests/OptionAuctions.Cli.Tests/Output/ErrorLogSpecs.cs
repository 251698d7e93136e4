using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Output;

namespace OptionAuctions.Cli.Tests.Output;

public sealed class ErrorLogSpecs
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 8, 45, 0, MarketTime.Offset));

    [Fact]
    public void Lines_that_repeat_are_thinned_and_counted()
    {
        using var provider = new ErrorLog(_error, _time, _time);
        var log = provider.CreateLogger("any");
        for (var i = 0; i < 300_000; i++) log.LogWarning("the venue answered ALARM {Number}", i);
        log.LogWarning("something else");
        Assert.Equal(21, Lines.Length);

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("08:45:00 warning: the venue answered ALARM 0", Lines[0]);
        Assert.Equal("08:45:00 warning: something else", Lines[20]);
        Assert.Equal("08:45:10 warning: the venue answered ALARM 0 (and 299980 more like it in 10 s)", Lines[^1]);
    }

    [Fact]
    public void Lines_that_are_all_different_are_thinned_too()
    {
        using (var provider = new ErrorLog(_error, _time, _time))
        {
            var log = provider.CreateLogger("any");
            for (var i = 0; i < 26 * 26 * 26; i++)
                log.LogWarning("ALARM {Word}", $"{(char)('a' + (i / 676))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i % 26))}");
        }

        Assert.InRange(Lines.Length, 200, 300);
        Assert.EndsWith($"lines of other kinds (and {(26 * 26 * 26) - 200 - 20} more like it in 10 s)", Lines[^1]);
    }

    [Fact]
    public void What_is_quiet_again_is_told_again()
    {
        using var provider = new ErrorLog(_error, _time, _time);
        var log = provider.CreateLogger("any");
        for (var i = 0; i < 30; i++) log.LogWarning("ALARM");
        _time.Advance(TimeSpan.FromSeconds(10));
        var before = Lines.Length;

        log.LogWarning("ALARM");

        Assert.Equal("08:45:10 warning: ALARM", Assert.Single(Lines[before..]));
    }

    [Fact]
    public void A_line_has_a_bound()
    {
        using var provider = new ErrorLog(_error, _time, _time);
        provider.CreateLogger("any").LogWarning("{Text}", new string('x', 100_000));

        Assert.InRange(Assert.Single(Lines).Length, 1000, 1100);
    }

    private string[] Lines => _error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
