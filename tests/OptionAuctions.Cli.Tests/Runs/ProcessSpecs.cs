using System.Diagnostics;
using OptionAuctions.Venue;
using Xunit.Abstractions;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class ProcessSpecs(ITestOutputHelper output)
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_closes_the_socket_with_1000_and_ends_the_process(string signal)
    {
        await using var venue = await Venues.StartAsync();
        await using var process = CliProcess.Start([.. CliRun.Following(venue, Venues.Codes), "--json"], CliRun.Account());
        await process.Out.WhenAsync(line => line.IsA("change"));

        var asked = Stopwatch.StartNew();
        await process.SignalAsync(signal);
        var code = await process.CodeAsync();
        output.WriteLine($"SIG{signal} to exit: {asked.ElapsedMilliseconds} ms");

        var session = (await venue.WhenAsync(state => !state.OpenSessions.Any())).Sessions.Single();
        Assert.Equal((0, SessionEnd.ClosedByClient, 1000), (code, session.End, session.CloseCode));
        Assert.True(process.Out.Lines[^1].IsA("summary"));
        Assert.All(process.Out.Lines, line => Assert.StartsWith("{\"type\":", line));
    }

    [Fact]
    public async Task A_reader_that_has_enough_ends_the_process_without_a_complaint()
    {
        await using var venue = await Venues.StartAsync();
        await using var process = CliProcess.Start(CliRun.Following(venue, Venues.Codes), CliRun.Account());
        await process.Out.WhenAsync(line => line.Contains(" % indicative"));

        process.StopReading();

        Assert.Equal(0, await process.CodeAsync());
        Assert.DoesNotContain("auctions:", process.Error.Text);
    }

    [Fact]
    public async Task Two_processes_meet_over_the_words_that_the_venue_prints()
    {
        await using var venue = CliProcess.Start(["venue", "--speed", "10"]);
        await venue.Out.WhenAsync(line => line.Contains("approval-url "));
        string[] dial = [.. venue.Out.Lines.SelectMany(line => $"--{line}".Split(' '))];
        await using var host = CliProcess.Start(["run", "--codes", Venues.Codes, "--json", .. dial], CliRun.Account());
        await host.Out.WhenAsync(line => line.IsA("change"));

        await host.SignalAsync("INT");
        Assert.Equal(0, await host.CodeAsync());
        await venue.SignalAsync("TERM");
        Assert.Equal(0, await venue.CodeAsync());
        Assert.StartsWith("sessions 1, messages ", venue.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_wrong_word_is_a_sentence_on_standard_error_and_nothing_else()
    {
        await using var process = CliProcess.Start(["run", "--cods", "A"]);

        Assert.Equal(2, await process.CodeAsync());
        Assert.Empty(process.Out.Lines);
        Assert.Single(process.Error.Lines);
    }
}
