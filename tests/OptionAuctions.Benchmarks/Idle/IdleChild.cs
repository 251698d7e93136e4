using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;

namespace OptionAuctions.Benchmarks.Idle;

/// <summary>The process that is measured: a contender and its subscriber, and nothing else. Measures itself from one line of input to the next.</summary>
internal static class IdleChild
{
    public const string Verb = "idle-child";
    public const int Codes = 41;

    public static async Task<int> RunAsync(string contender, Uri webSocket, Uri approval, string[] akka, TextReader commands, TextWriter answers)
    {
        var venue = new Endpoint(0, webSocket, approval, 1, Endpoint.MakeUp(Codes));
        await using var started = contender == Connecting.Feed
            ? await FeedContender.ConnectAsync(venue, akka: string.Join('\n', akka))
            : await Connecting.ToAsync(contender, venue);
        await answers.WriteLineAsync($"{(GCSettings.IsServerGC ? "server" : "workstation")} {GCSettings.LatencyMode}");

        while (await commands.ReadLineAsync() is not null) // begin
        {
            var (latency, began, before) = (started.Tally.TakeLatency(), Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            if (await commands.ReadLineAsync() is null) break; // end
            var (spent, took) = (Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(began));
            var (median, late) = latency.TotalCount == 0 ? (0, 0) : (latency.GetValueAtPercentile(50), latency.GetValueAtPercentile(99));
            await answers.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{100 * spent / took:0.0000} {median / 1000.0:0.0} {late / 1000.0:0.0} {Environment.WorkingSet / 1048576.0:0.0} {latency.TotalCount}"));
        }

        return 0;
    }
}
