using System.Globalization;
using Akka.Actor;
using OptionAuctions.Benchmarks.Contenders;
using OptionAuctions.Benchmarks.Load;
using OptionAuctions.Benchmarks.Ratios;

namespace OptionAuctions.Benchmarks.Crowd;

/// <summary>
/// A hundred subscribers to all codes; in every other round one of them asks for more only once a second. What do the other ninety-nine
/// notice?
/// </summary>
internal static class CrowdRun
{
    private const int Subscribers = 100, Codes = 820, PerSecond = 50_000, PerFrame = 4, Rounds = 7;
    private const double Must = 1.2;

    public static async Task<int> PrintAsync(TextWriter output, int seconds)
    {
        using var venue = VenueProcess.Start();
        await RoundAsync(venue, 2, oneIsSlow: true); // what the first one brings along
        var (without, with, exact) = (new List<double>(), new List<double>(), true);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var slow in new[] { false, true })
            {
                var (p99, slowest, isExact) = await RoundAsync(venue, seconds, slow);
                (slow ? with : without).Add(p99);
                exact &= isExact;
                var ofSlow = slow ? string.Create(CultureInfo.InvariantCulture, $"; the slow one's states are {slowest:N0} µs old at p99 when it is told") : "";
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{(slow ? "one slow " : "none slow")} p99 of the 99: {p99:N0} µs{ofSlow}; books {(isExact ? "exact" : "WRONG")}"));
            }
        }

        var ratio = Finding.Median(with) / Finding.Median(without);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{Subscribers} subscribers, {Codes} codes, {PerSecond:N0} records/s: "
            + $"the 99 are {ratio:0.00} times as late at p99 with a slow one among them; must {Must}. "
            + $"Books of all {Subscribers} x {Codes}: {(exact ? "exact" : "WRONG")}"));
        return ratio <= Must && exact ? 0 : 1;
    }

    private static async Task<(double P99, long Slowest, bool Exact)> RoundAsync(VenueProcess venue, int seconds, bool oneIsSlow)
    {
        var at = await venue.OpenAsync(Codes);
        await using var feed = new FeedInProcess(at);
        var loaded = false;
        var crowd = Enumerable.Range(0, Subscribers).Select(_ => new Books(feed.Time, () => Volatile.Read(ref loaded))).ToArray();
        for (var i = 0; i < Subscribers; i++)
        {
            var books = crowd[i];
            feed.Actors.ActorOf(oneIsSlow && i == 0
                ? Props.Create(() => new SlowEar(feed.Router, books))
                : Props.Create(() => new QuickEar(feed.Router, books)));
        }

        await FeedInProcess.UntilAsync(() => crowd.All(books => books.Registered == Codes));
        var sent = (await venue.LoadAsync(at, PerFrame, PerSecond, PerSecond)).Records; // a second in which deliveries grow to their size
        await FeedInProcess.UntilAsync(() => crowd.All(books => books.Revisions == sent));
        GC.Collect(); // of the rounds before
        Volatile.Write(ref loaded, true);
        sent += (await venue.LoadAsync(at, PerFrame, (long)PerSecond * seconds, PerSecond)).Records;
        Volatile.Write(ref loaded, false);
        await FeedInProcess.UntilAsync(() => crowd.All(books => books.Revisions == sent));
        var truth = await venue.SentAsync(at);
        return (Finding.Median(crowd[1..].Select(books => (double)books.P99)), crowd[0].P99, crowd.All(books => books.AreExact(truth)));
    }
}
