using OptionAuctions.Recording;
using Xunit.Abstractions;

namespace OptionAuctions.TestKit.Tests.Harness;

/// <summary>A recording plays through a harness, at its times.</summary>
public sealed class HarnessReplaySpecs(ITestOutputHelper output) : Akka.TestKit.Xunit2.TestKit(AuctionHarness.Config, output: output), IAsyncLifetime
{
    private static readonly DateTimeOffset Opening = new(2026, 11, 23, 8, 41, 0, MarketTime.Offset);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("replay-");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Each_message_comes_at_its_time_and_a_new_connection_is_a_gap()
    {
        await RecordAsync((1, 1, 0, 12_500), (1, 2, 10, 12_600), (2, 1, 70, 12_700));
        await using var market = AuctionHarness.On(this, Some.Code);

        await market.ReplayAsync(_folder.FullName);

        Assert.Equal(Opening.AddSeconds(70), market.Time.Now);
        var state = await market.AuctionAsync(Some.Code);
        Assert.Equal((3L, 12_700m, 1, Opening.AddSeconds(70)), (state.Revision, state.Latest.Price.ToDecimal(), state.Gaps, state.ReceivedAt));
        Assert.Equal(GapReason.ConnectionLost, state.LastGap.Reason);
        Assert.Equal(3, (await market.IdentityHoldsAsync()).Applied);
    }

    [Fact]
    public async Task A_recording_that_begins_before_the_harness_is_refused()
    {
        await RecordAsync((1, 1, -600, 12_500));
        await using var market = AuctionHarness.On(this, Some.Code);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => market.ReplayAsync(_folder.FullName));

        Assert.Contains("it is 08:39:55 already", refused.Message);
    }

    private async Task RecordAsync(params (int Epoch, int Number, int Second, decimal Won)[] messages)
    {
        await using var recorder = new MessageRecorder(new RecorderOptions { Directory = _folder.FullName }, TimeProvider.System);
        foreach (var (epoch, number, second, won) in messages)
        {
            var at = Opening.AddSeconds(second);
            var bytes = MessageBuilder.ExpectedExecutions.With(Some.Code, TimeOnly.FromDateTime(at.DateTime), won).ToBytes();
            recorder.Record(new ReceivedMessage(bytes) { Epoch = epoch, Number = number, ReceivedAt = at });
        }
    }
}
