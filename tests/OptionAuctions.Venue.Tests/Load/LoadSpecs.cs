using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Venue.Tests.Clients;
using OptionAuctions.Wire;

namespace OptionAuctions.Venue.Tests.Load;

public sealed class LoadSpecs
{
    private static readonly VenueOptions Quiet = new() { MarketRuns = false };

    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(4, 100_000)]
    [InlineData(19, 50_001)]
    public async Task What_arrives_is_what_the_venue_says_it_sent(int perFrame, int records)
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        foreach (var code in VenueOptions.DefaultCodes.Take(5)) await client.RegisterAsync(code);

        var loading = venue.LoadAsync(new LoadOptions { RecordsPerFrame = perFrame, Records = records });
        var frames = (records + perFrame - 1) / perFrame;
        var arrived = new Dictionary<Instrument, long>();
        for (var i = 0; i < frames; i++)
            foreach (var code in Records(await client.HearAsync()))
                arrived[code] = arrived.GetValueOrDefault(code) + 1;

        var report = await loading;
        Assert.Equal((1, frames, frames * perFrame), (report.Sessions, report.Frames, report.Records));
        Assert.Equal(venue.State().SentByCode.OrderBy(s => s.Key.ToString()), arrived.OrderBy(s => s.Key.ToString()));
        Assert.True(arrived.Values.Max() - arrived.Values.Min() <= 2 * perFrame, "each code as often as the others");
    }

    [Fact]
    public async Task A_rate_is_kept_by_the_base_clock()
    {
        var time = new FakeTimeProvider();
        var hour = TimeSpan.FromHours(1); // the clock runs ahead of a busy machine, and nobody answers a keep-alive here
        await using var venue = await VenueServer.StartAsync(new VenueOptions { MarketRuns = false, PingPongEvery = hour, PingPongAnswerWithin = hour }, time);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(VenueOptions.DefaultCodes[0]);

        using var stop = new CancellationTokenSource();
        var loading = venue.LoadAsync(new LoadOptions { RecordsPerFrame = 1, RecordsPerSecond = 200, Records = 100 }, stop.Token);
        long heard = 0;
        while (!loading.IsCompleted && heard < 100)
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            var sent = venue.State().Counters.FramesSent;
            for (; heard < sent; heard++) await client.HearAsync();
            await Task.Yield();
        }

        var report = await loading;
        Assert.Equal(100, report.Records);
        Assert.True(report.Elapsed >= TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task It_writes_as_often_as_it_is_told_where_the_clock_has_timers_as_fine()
    {
        var (every, time) = (TimeSpan.FromMicroseconds(80), new ListeningTime());
        await using var venue = await VenueServer.StartAsync(Quiet, time);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(VenueOptions.DefaultCodes[0]);
        var before = venue.State().Counters.FramesSent;

        var loading = venue.LoadAsync(new LoadOptions { RecordsPerFrame = 4, RecordsPerSecond = 50_000, Records = 12, WriteEvery = every });
        await time.HasTimerOfAsync(every);
        for (var frames = 1; frames <= 3; frames++)
        {
            time.Advance(every);
            await venue.WhenAsync(s => s.Counters.FramesSent - before == frames);
        }

        Assert.Equal(12, (await loading).Records);
    }

    [Fact]
    public async Task Nobody_registered_is_nothing_sent()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        Assert.Equal((0, 0L), ((await venue.LoadAsync(new LoadOptions { Records = 10 })) is var report ? report.Sessions : -1, report.Records));
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_though_nobody_reads()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        await using var client = await VenueClient.ConnectAsync(venue);
        await client.RegisterAsync(VenueOptions.DefaultCodes[0]);
        using var stop = new CancellationTokenSource();

        var loading = venue.LoadAsync(new LoadOptions(), stop.Token);
        await venue.WhenAsync(s => s.Counters.RecordsSent > 5_000);
        await stop.CancelAsync();

        Assert.True((await loading).Records > 5_000);
        Assert.True(venue.State().Sessions[0].IsOpen);
    }

    [Fact]
    public async Task An_impossible_option_is_refused_by_its_name()
    {
        await using var venue = await VenueServer.StartAsync(Quiet);
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => venue.LoadAsync(new LoadOptions { RecordsPerFrame = 1000 }));
        Assert.Contains("RecordsPerFrame must be 1 to 999", refusal.Message);
        refusal = await Assert.ThrowsAsync<ArgumentException>(() => venue.LoadAsync(new LoadOptions { WriteEvery = TimeSpan.Zero }));
        Assert.Contains("WriteEvery must be 1 µs to 1 s", refusal.Message);
    }

    /// <summary>Tells when a timer of some period was set.</summary>
    private sealed class ListeningTime : FakeTimeProvider
    {
        private readonly ConcurrentDictionary<TimeSpan, TaskCompletionSource> _periods = new();

        public Task HasTimerOfAsync(TimeSpan period) => Of(period).Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Of(period).TrySetResult();
            return timer;
        }

        private TaskCompletionSource Of(TimeSpan period) =>
            _periods.GetOrAdd(period, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private static List<Instrument> Records(string message)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(message);
        var head = EnvelopeDecoder.Decode(bytes, RecordLayout.H0ZOANC0);
        Assert.Equal(DecodeError.None, RecordReader.Open(bytes, head, RecordLayout.H0ZOANC0, out var reader));
        var codes = new List<Instrument>();
        while (reader.TryRead(out var record, out var error))
        {
            Assert.Equal(DecodeError.None, error);
            codes.Add(record.Code);
        }

        return codes;
    }
}
