using System.Diagnostics;
using System.Text.Json;

namespace OptionAuctions.Cli.Tests.Runs;

/// <summary>The program with standard streams as shells and supervisors leave them.</summary>
public sealed class StreamProcessSpecs
{
    [Theory]
    [InlineData("--help >&-", 1)]
    [InlineData("--help >/dev/full", 1)]
    [InlineData("venue --list >&- 2>&-", 1)]
    [InlineData("codes --underlying 005930 >/dev/full 2>/dev/full", 1)]
    [InlineData("venue --for 1ms >/dev/full", 1)]
    [InlineData("run --for 1ms >&-", 1)]
    [InlineData("venue --list 2>&-", 0)]
    [InlineData("--cods 2>&-", 2)]
    [InlineData("--cods 2>/dev/full", 2)]
    public async Task A_stream_that_is_closed_or_full_is_an_exit_code_and_no_crash(string command, int code)
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var process = CliProcess.Shell(command);

        Assert.Equal(code, await process.CodeAsync());
        Assert.DoesNotContain("Unhandled", process.Error.Text);
        Assert.DoesNotContain("unexpectedly", process.Error.Text);
        if (code == 1 && !command.Contains("2>")) Assert.StartsWith("auctions: the output cannot be written: ", process.Error.Lines[^1]);
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2>/dev/full")]
    public async Task A_run_without_a_log_ends_well(string redirection)
    {
        if (!OperatingSystem.IsLinux()) return;
        await using var venue = await Venues.StartAsync();
        await using var process = CliProcess.Shell($"{string.Join(' ', CliRun.Following(venue, Venues.Codes))} --json {redirection}", CliRun.Account());
        await process.Out.WhenAsync(line => line.IsA("change"));

        await process.SignalAsync("TERM");

        Assert.Equal(0, await process.CodeAsync());
        Assert.Contains("\"identity\":\"holds\"", process.Out.Lines[^1]);
    }

    [Fact]
    public async Task A_pipe_that_nobody_reads_holds_whole_lines_and_the_process_ends()
    {
        // More codes than a pipe has room for, so that it is full as soon as the run has begun.
        var codes = string.Join(',', Enumerable.Range(0, 500).Select(i => $"B{i:00000000}"));
        await using var venue = await Venues.StartAsync();
        await using var process = CliProcess.Start([.. CliRun.Following(venue, codes), "--json"], CliRun.Account(), isRead: false);
        await venue.WhenAsync(state => state.OpenSessions.Any(session => session.Registrations.Count == 41));

        await process.SignalAsync("TERM");
        Assert.Equal(1, await process.CodeAsync());
        await process.ReadOutAsync();

        Assert.True(process.Out.IsEndOfLine);
        Assert.NotEmpty(process.Out.Lines);
        Assert.All(process.Out.Lines, line => JsonDocument.Parse(line).Dispose());
        Assert.DoesNotContain(process.Out.Lines, line => line.IsA("summary"));
        Assert.Equal("auctions: the output cannot be written: it is not read, and lines of it are lost", process.Error.Lines[^1]);
    }

    [Fact]
    public async Task A_file_on_a_disk_that_is_full_ends_with_a_whole_line()
    {
        if (!OperatingSystem.IsLinux()) return;
        var file = Path.GetTempFileName();
        var runtime = new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0" }; // it makes a large file otherwise
        await using (var process = CliProcess.Shell($"codes --underlying 005930 --json >{file}", runtime, before: "ulimit -f 8; trap '' XFSZ;"))
            Assert.Equal(1, await process.CodeAsync());

        var text = await File.ReadAllTextAsync(file);
        Assert.EndsWith("}\n", text);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => JsonDocument.Parse(line).Dispose());
        File.Delete(file);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_start_that_something_outside_holds_is_ended_by_the_first_signal()
    {
        if (!OperatingSystem.IsLinux()) return;
        var home = Directory.CreateTempSubdirectory("auctions-home-");
        var secrets = home.CreateSubdirectory(".microsoft/usersecrets/option-auctions");
        using (var make = Process.Start("mkfifo", [Path.Combine(secrets.FullName, "secrets.json")])) await make.WaitForExitAsync();
        await using var process = CliProcess.Start(["run"], home: home);
        using var held = await Task.Run(() => File.OpenHandle(Path.Combine(secrets.FullName, "secrets.json"), FileMode.Open, FileAccess.Write));

        await process.SignalAsync("TERM"); // it reads its secrets, from a pipe into which nobody writes

        Assert.Equal(1, await process.CodeAsync());
    }
}
