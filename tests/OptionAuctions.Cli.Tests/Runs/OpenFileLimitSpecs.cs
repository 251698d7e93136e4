using System.Diagnostics;

namespace OptionAuctions.Cli.Tests.Runs;

public sealed class OpenFileLimitSpecs
{
    [Theory]
    [InlineData("Max cpu time  unlimited  unlimited  seconds\nMax open files            1024                 4096                 files\n", 1024)]
    [InlineData("Max open files            unlimited            unlimited            files\n", null)]
    [InlineData("Max open files", null)]
    [InlineData("", null)]
    public void The_limit_is_the_first_number_of_its_line(string limits, int? limit) => Assert.Equal(limit, OpenFileLimit.Of(limits));

    [Fact]
    public async Task A_process_with_too_few_files_says_so_in_one_sentence()
    {
        if (!OperatingSystem.IsLinux()) return;
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var process = Process.Start(new ProcessStartInfo(
            "bash", ["-c", "ulimit -n 120 && exec \"$0\" \"$@\"", dotnet, Path.Combine(AppContext.BaseDirectory, "auctions.dll"), "run", "--codes", "B1"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;

        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("auctions: this process may have 120 files open, and needs 512: raise the limit, for example with 'ulimit -n 1024'\n", await errors);
        Assert.Equal(("", ExitCode.Usage), (await output, process.ExitCode));
    }
}
