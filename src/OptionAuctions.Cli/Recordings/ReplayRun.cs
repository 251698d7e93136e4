using Akka.Actor;
using Akka.Configuration;
using OptionAuctions.Cli.Reports;
using OptionAuctions.Replay;

namespace OptionAuctions.Cli.Recordings;

/// <summary>The command <c>replay</c>: plays a recording, and reports its changes or their digest.</summary>
internal static class ReplayRun
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka { loglevel = WARNING, stdout-loglevel = OFF, loggers = [] }");

    public static async Task<int> RunAsync(ReplayRequest request, CliEnvironment environment, CancellationToken stop)
    {
        var recorded = RecordedCodes.Of(request.Path);
        foreach (var problem in recorded.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        var (from, to) = (On(recorded.First, request.From), On(recorded.First, request.To));
        if (from >= to) throw new CliException("--from is not before --to", ExitCode.Usage);

        using var system = ActorSystem.Create("replay", RecordingReplay.Config.WithFallback(Quiet));
        await using var replay = new RecordingReplay(system, Options(request.Codes ?? recorded.Codes, recorded.HasTrades), from ?? recorded.First);
        IReport? report = request.Digest ? null : request.Json ? new JsonReport(environment.Out) : new LineReport(environment.Out);
        var digest = new ChangeDigest();
        await replay.JoinAsync(() => system.ActorOf(ReplaySubscriber.Props(replay.Router, digest, report), "subscriber"));

        await replay.PlayAsync(RecordingFiles.Open(request.Path).Read(from, to), stop);
        await replay.DrainAsync();
        report?.Ended(new RunSummary(replay.Counts, Gaps: 0));
        await environment.Out.WriteLineAsync(digest.Compute());
        if (replay.Counts.Breaches() is { Count: > 0 }) throw new CliException($"the figures do not add up: {replay.Counts.Identity}", ExitCode.Failed);
        return ExitCode.Ok;
    }

    private static DateTimeOffset? On(DateTimeOffset day, TimeOnly? time) =>
        time is { } at ? new DateTimeOffset(DateOnly.FromDateTime(day.DateTime), at, MarketTime.Offset) : null;

    private static FeedOptions Options(IReadOnlyList<Instrument> codes, bool hasTrades) => new()
    {
        AppKeys = [new AppKeyOptions { AppKey = new Secret("none-is-needed"), AppSecret = new Secret("none-is-needed") }],
        Codes = [.. codes.Select(code => $"{code}")],
        Delivery = { AckTimeout = TimeSpan.FromHours(24) }, // of virtual time, which passes faster than a subscriber works
        Auctions = { MaxCodes = Math.Max(1, codes.Count), FinalPrice = hasTrades ? FinalPriceSource.CrossTrade : FinalPriceSource.None },
    };
}
