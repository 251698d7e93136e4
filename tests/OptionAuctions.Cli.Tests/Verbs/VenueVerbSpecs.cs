using System.Formats.Tar;
using OptionAuctions.Cli.Tests.Runs;
using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Tests.Verbs;

public sealed class VenueVerbSpecs
{
    [Fact]
    public async Task The_list_names_every_scenario_with_one_line()
    {
        await using var run = CliRun.Start(["venue", "--list"]);

        Assert.Equal(0, await run.Code);
        Assert.Equal(ScenarioCatalog.BuiltIn.All.Count, run.Out.Lines.Count);
        var line = Assert.Single(run.Out.Lines, line => line.StartsWith("cap-of-three ", StringComparison.Ordinal));
        Assert.EndsWith("  the fourth registration is refused", line);
    }

    [Fact]
    public async Task A_scenario_by_name_makes_the_venue_misbehave_so()
    {
        await using var venue = CliRun.Start(["venue", "--scenario", "cap-of-three"]);
        await venue.Out.WhenAsync(line => line.StartsWith("approval-url ", StringComparison.Ordinal));
        var (url, approval) = (venue.Out.Lines[0]["ws-url ".Length..], venue.Out.Lines[1]["approval-url ".Length..]);

        await using var run = CliRun.Start(["run", "--json", "--ws-url", url, "--approval-url", approval], CliRun.Account());

        await run.Out.WhenAsync(
            line => line.Contains("\"type\":\"deferred\"", StringComparison.Ordinal) && line.Contains("OPSP0008", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_paper_the_venue_refuses_options()
    {
        await using var venue = CliRun.Start(["venue", "--paper"]);
        await venue.Out.WhenAsync(line => line.StartsWith("approval-url ", StringComparison.Ordinal));
        string[] dial = [.. venue.Out.Lines.SelectMany(line => $"--{line}".Split(' '))];

        await using var run = CliRun.Start(["run", "--json", "--codes", "B11612083", .. dial], CliRun.Account());

        await run.Out.WhenAsync(line => line.Contains("OPSP8991 JSON PARSING ERROR : invalid tr_id", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("127.0.0.1", false)]
    public async Task Listening_beyond_loopback_is_warned_of(string address, bool warns)
    {
        await using var venue = CliRun.Start(["venue", "--listen", address]);
        await venue.Out.WhenAsync(line => line.StartsWith("approval-url ", StringComparison.Ordinal));

        if (warns) await venue.Error.WhenAsync(line => line.StartsWith("auctions: the venue listens on 0.0.0.0: every machine", StringComparison.Ordinal));
        else Assert.Empty(venue.Error.Lines);
    }

    [Fact]
    public async Task A_scenario_file_that_is_wrong_is_refused_with_line_and_reason()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "scenario mine\nsays something\n\ndo as you please\n");
        await using var run = CliRun.Start(["venue", "--scenario", file]);

        Assert.Equal(2, await run.Code);
        Assert.Contains("4", run.Error.Lines[0]);
        Assert.Contains("do as you please", run.Error.Lines[0]);
        File.Delete(file);
    }

    [Theory]
    [InlineData("--scenario", "pipe", "is a pipe or a device, and no regular file")]
    [InlineData("--scenario", "folder", "is a folder, and no file")]
    [InlineData("--scenario", "huge", "it may have 1,048,576 at most")]
    [InlineData("--scenario", "none", "is neither a scenario nor a file")]
    [InlineData("--master", "pipe", "is a pipe or a device, and no regular file")]
    [InlineData("--master", "folder", "is a folder, and no file")]
    [InlineData("--master", "huge", "it may have 268,435,456 at most")]
    public async Task A_file_that_is_none_is_refused_by_name_and_is_not_waited_for(string option, string what, string reason)
    {
        var folder = Directory.CreateTempSubdirectory("venue-verb").FullName;
        var path = Path.Combine(folder, what);
        if (what == "pipe") new PaxTarEntry(TarEntryType.Fifo, what).ExtractToFile(path, overwrite: false);
        else if (what == "folder") Directory.CreateDirectory(path);
        else if (what == "huge") using (var file = File.Create(path)) file.SetLength(300_000_000_000);
        await using var run = CliRun.Start(["venue", option, path]);

        Assert.Equal(2, await run.Code);
        var line = Assert.Single(run.Error.Lines);
        Assert.Contains(path, line);
        Assert.Contains(reason, line);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_master_file_with_a_line_that_cannot_be_read_is_refused_with_line_and_reason()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "5|B11612083|KR4|x C 202612 1(  10)|1|1|1|005930|x\n5|B11612084|KR4|x C 202612 1(  10)|1|x|1|005930|x\n");
        await using var run = CliRun.Start(["venue", "--master", file]);

        Assert.Equal(2, await run.Code);
        Assert.Equal(
            $"auctions: --master '{file}': lines that could not be read: 1, the first line 2: 'x' is not a strike in won",
            Assert.Single(run.Error.Lines));
        File.Delete(file);
    }
}
