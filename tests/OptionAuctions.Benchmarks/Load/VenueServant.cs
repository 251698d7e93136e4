using System.Diagnostics;
using System.Globalization;
using System.Text;
using OptionAuctions.Venue;

namespace OptionAuctions.Benchmarks.Load;

/// <summary>The other process: venues as they are asked for, one command a line, one answer a line, until its input ends.</summary>
/// <remarks>A venue a contender, so that two of them can be connected at once and be loaded in turns.</remarks>
internal static class VenueServant
{
    public const string Verb = "venue-servant";

    public static readonly TimeSpan Never = TimeSpan.FromHours(1);

    public static async Task<int> RunAsync(TextReader commands, TextWriter answers)
    {
        var venues = new List<VenueServer>();
        while (await commands.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var numbers = words[1..].Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            await answers.WriteLineAsync(words[0] switch
            {
                "open" => await OpenAsync(venues, (int)numbers[0], (int)numbers[1], TimeSpan.FromSeconds(numbers[2])),
                "load" => await LoadAsync(venues[(int)numbers[0]], numbers[1], numbers[2], numbers[3], numbers[4]),
                "first" => await SendFirstAsync(venues[(int)numbers[0]]),
                "sent" => string.Join(' ', venues[(int)numbers[0]].State().SentByCode.Select(sent => FormattableString.Invariant($"{sent.Key}={sent.Value}"))),
                _ => throw new InvalidOperationException($"no such command: {words[0]}"),
            });
            await answers.FlushAsync();
        }

        foreach (var venue in venues) await venue.StopAsync();
        return 0;
    }

    private static async Task<string> OpenAsync(List<VenueServer> venues, int codes, int capacity, TimeSpan keepAlive)
    {
        var venue = await VenueServer.StartAsync(new VenueOptions
        {
            Codes = Endpoint.MakeUp(codes),
            MaxRegistrations = capacity,
            StartsAt = VenueTime.Opening,
            MarketRuns = false,
            ApprovalEvery = TimeSpan.Zero,
            PingPongEvery = keepAlive,
            SlotHeldAfterUncleanEnd = TimeSpan.Zero,
        }, new FineTime());
        venues.Add(venue);
        return $"{venues.Count - 1} {venue.WebSocketUrl} {venue.ApprovalUrl}";
    }

    private static async Task<string> SendFirstAsync(VenueServer venue)
    {
        await venue.WhenAsync(state => state.Counters.AnswersSent > 0); // a loop that waits for its answer takes what comes first for it
        await venue.SendAsync(Encoding.ASCII.GetBytes($"0|H0ZOANC0|001|{Endpoint.MakeUp(1)[0]}^084500^1060.00^-120.00^5^-10.17^311"));
        return "";
    }

    /// <returns>When the first left, in ticks of this machine's monotonic clock, and how many did.</returns>
    private static async Task<string> LoadAsync(VenueServer venue, long perFrame, long perSecond, long records, long microseconds)
    {
        var report = await venue.LoadAsync(new LoadOptions
        {
            RecordsPerFrame = (int)perFrame,
            RecordsPerSecond = perSecond,
            Records = records,
            WriteEvery = TimeSpan.FromMicroseconds(microseconds),
        });
        return FormattableString.Invariant($"{Stopwatch.GetTimestamp() - (report.Elapsed.TotalSeconds * Stopwatch.Frequency):0} {report.Records}");
    }
}
