using Microsoft.Extensions.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Rehearsing;

/// <summary>
/// The steps of a rehearsal, one after the other, over two connections: all that a session does from the approval key to the close, then a second
/// session. The first loss or block closes the feed, so that it never dials again by itself.
/// </summary>
internal sealed class Rehearsal(RehearsalPlan plan, IConfiguration configuration, CliEnvironment environment, RawMessages raw, StepReport report)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20), EchoTime = TimeSpan.FromSeconds(2);

    // Longer than the feed takes for any of them: it asks for an approval key once a minute, and gives up by itself what is not answered.
    private static readonly TimeSpan StepTime = TimeSpan.FromSeconds(100);

    private string? _over; // why the steps that are left are skipped

    /// <summary>Takes all steps.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await using (var feed = new RehearsalConnection(plan, plan.Stocks, configuration, environment, raw))
        {
            await StepAsync("approval", feed, () => ApproveAsync(feed, stop), stop);
            await StepAsync("upgrade", feed, async () => Findings.Upgrade(await WhenAsync(feed, seen => seen.IsOpen, StepTime, stop), plan.WsUrl), stop);
            foreach (var topic in plan.Topics)
                await StepAsync($"register {RecordLayout.For(topic)} {topic.Code}", feed, () => RegisterAsync(feed, topic, stop), stop);
            var waitingSince = environment.Time.GetTimestamp();
            foreach (var layout in plan.Layouts)
                await StepAsync($"record {layout}", feed, () => ReceiveAsync(feed, layout, environment.Time.GetElapsedTime(waitingSince), stop), stop);
            await StepAsync("release", feed, () => ReleaseAsync(feed, stop), stop); // before PINGPONG, which comes on a quiet line only
            await StepAsync("pingpong", feed, () => AwaitPingPongAsync(feed, stop), stop);
            await StepAsync("ping", feed, () => AwaitPongAsync(feed, stop), stop);
            await CloseAsync(feed);
        }

        await using var second = new RehearsalConnection(plan, [plan.Stocks[0]], configuration, environment, raw);
        await StepAsync("slot", second, () => TakeSlotAsync(second, stop), stop);
    }

    private async Task StepAsync(string name, RehearsalConnection feed, Func<Task<Finding>> look, CancellationToken stop)
    {
        if (stop.IsCancellationRequested) _over ??= "an end was requested";
        var began = environment.Time.GetTimestamp();
        var finding = _over is { } why ? Finding.Skipped(why) : await look();
        if (finding.Verdict == StepVerdict.Failed && stop.IsCancellationRequested) finding = Finding.Skipped(_over = "an end was requested");
        var took = environment.Time.GetElapsedTime(began);
        if (_over is null && feed.Observer.Current.End is not null)
        {
            if (finding.Verdict == StepVerdict.Failed) _over = $"the connection ended in step {name}"; // else the next step finds it
            await feed.CloseAsync(); // before anything is written, which may take long: the feed would dial again
        }

        await report.AddAsync(new Step(name, finding, took));
    }

    private async Task<Finding> ApproveAsync(RehearsalConnection feed, CancellationToken stop)
    {
        await feed.StartAsync();
        var isAuthorized = await IsSoonAsync(feed.IsAuthorizedAsync, feed, seen => seen.IsOpen || seen.End is not null, StepTime, stop);
        return Findings.Approval(isAuthorized, feed.Observer.Current, plan.ApprovalUrl);
    }

    private static async Task<Finding> RegisterAsync(RehearsalConnection feed, Topic topic, CancellationToken stop) => Findings.Registration(
        await WhenAsync(feed, seen => seen.StatusOf(topic) is not (RegistrationStatus.Pending or RegistrationStatus.Requested), StepTime, stop), topic);

    private async Task<Finding> ReceiveAsync(RehearsalConnection feed, RecordLayout layout, TimeSpan waited, CancellationToken stop)
    {
        var seen = await WhenAsync(feed, seen => seen.Records.ContainsKey(layout), plan.Patience - waited, stop);
        return Findings.FirstRecord(seen, layout, IsPublished(layout));
    }

    private async Task<Finding> ReleaseAsync(RehearsalConnection feed, CancellationToken stop)
    {
        Topic[] topics = [.. plan.Topics.Where(topic => feed.Observer.Current.StatusOf(topic) == RegistrationStatus.Active)];
        feed.Release(plan.Stocks);
        return Findings.Release(
            await WhenAsync(feed, seen => topics.All(topic => seen.StatusOf(topic) == RegistrationStatus.Released), StepTime, stop), topics);
    }

    private async Task<Finding> AwaitPingPongAsync(RehearsalConnection feed, CancellationToken stop)
    {
        await WhenAsync(feed, seen => seen.PingPongs > 0, plan.Patience, stop);
        FeedCounts? counts = null;
        if (feed.Observer.Current.PingPongs > 0)
            await IsSoonAsync(async () => (counts = await feed.CountsAsync())?.PingPongsEchoed > 0, feed, seen => seen.End is not null, EchoTime, stop);
        return Findings.PingPong(feed.Observer.Current, counts?.PingPongsEchoed ?? 0);
    }

    /// <summary>Waits until a ping frame of ours was answered: two of them are sent in that time at least.</summary>
    private async Task<Finding> AwaitPongAsync(RehearsalConnection feed, CancellationToken stop)
    {
        var every = plan.Options.Connection.KeepAliveInterval;
        var isAnswered = await IsSoonAsync(async () => (await feed.CountsAsync())?.Pongs > 0, feed, seen => seen.End is not null, (2 * every) + EchoTime, stop);
        return Findings.Ping(isAnswered, feed.Observer.Current);
    }

    /// <summary>Closes the connection, whatever has happened to it, and writes the steps of that.</summary>
    private async Task CloseAsync(RehearsalConnection feed)
    {
        var (wasOpen, began) = (feed.Observer.Current is { IsOpen: true, End: null }, environment.Time.GetTimestamp());
        var closed = await feed.CloseAsync();
        var took = environment.Time.GetElapsedTime(began);
        var counts = await feed.CountsAsync();
        var answerTime = plan.Options.Connection.CloseTimeout;
        await report.AddAsync(new Step("close", wasOpen ? Findings.Close(closed, took < answerTime, answerTime) : Finding.Skipped(NoConnection), took));
        await report.AddAsync(new Step("counts", wasOpen ? Findings.Counts(counts) : Finding.Skipped(NoConnection), TimeSpan.Zero));
        if (!wasOpen || !closed) _over ??= NoConnection;
    }

    private string NoConnection => _over ?? "there is no connection";

    private async Task<Finding> TakeSlotAsync(RehearsalConnection feed, CancellationToken stop)
    {
        await feed.StartAsync();
        var topic = plan.Topics.First();
        var opened = await WhenAsync(feed, seen => seen.IsOpen, StepTime, stop);
        var finding = opened.IsOpen || opened.End is not null ? await RegisterAsync(feed, topic, stop) : Findings.NoKeyInTime;
        await feed.CloseAsync();
        return finding.Verdict == StepVerdict.Ok ? Finding.Ok($"a second session has registered {topic}: {finding.Found}") : finding;
    }

    /// <summary>Waits as <see cref="Observer.WhenAsync"/> does, and no longer than the connection holds.</summary>
    private static Task<Sighting> WhenAsync(RehearsalConnection feed, Func<Sighting, bool> condition, TimeSpan within, CancellationToken stop) =>
        feed.Observer.WhenAsync(seen => seen.End is not null || condition(seen), within, stop);

    /// <summary>Asks again and again, for what the feed publishes no event of.</summary>
    /// <returns>False when <paramref name="unless"/> was seen instead, or the time is over.</returns>
    private async Task<bool> IsSoonAsync(Func<Task<bool>> holds, RehearsalConnection feed, Func<Sighting, bool> unless, TimeSpan within, CancellationToken stop)
    {
        var began = environment.Time.GetTimestamp();
        while (!await holds())
        {
            if (environment.Time.GetElapsedTime(began) > within || stop.IsCancellationRequested) return false;
            if (unless(await feed.Observer.WhenAsync(unless, LookEvery, stop))) return false;
        }

        return true;
    }

    /// <summary>True while such records come by the calendar; always at a venue on this machine, which has a day of its own.</summary>
    private bool IsPublished(RecordLayout layout)
    {
        var phase = plan.Reference.Calendar.Stocks.SegmentAt(MarketTime.Now(environment.Time), lastTradingDay: null).State.Phase;
        return plan.Options.IsLoopback || phase == AuctionPhase.Continuous
            || (layout.Kind == RecordKind.ExpectedExecution && phase is AuctionPhase.Indicative or AuctionPhase.NoCancel);
    }
}
