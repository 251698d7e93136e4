using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Codes;
using OptionAuctions.Feed.Restoring;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Feed.Restoring;

/// <summary>What the messages of an earlier process become: the auctions that it had, message by message.</summary>
public sealed class EarlierMessagesSpecs
{
    private static readonly DateTimeOffset Now = Some.Morning.AddMinutes(10);

    private readonly FeedOptions _options = new() { Codes = [$"{Some.Code}", $"{Some.OtherCode}"] };
    private readonly List<(int AppKey, int Epoch, long Number, DateTimeOffset At, byte[] Bytes)> _messages = [];

    [Fact]
    public void A_connection_that_was_lost_is_a_gap_of_the_codes_of_its_app_key_alone()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060));
        Data(1, 2, 1, 1, (Some.OtherCode, 2400));
        Data(0, 3, 1, 30, (Some.Code, 1070)); // another connection
        Data(1, 2, 2, 31, (Some.OtherCode, 2410));

        var auctions = Fold();

        AssertGaps(auctions.Take(Some.Code, Now)!.State, 1, GapReason.ConnectionLost, Some.Morning, Some.Morning.AddSeconds(30));
        Assert.Equal((0, Some.Morning.AddSeconds(31)), Gap(auctions.Take(Some.OtherCode, Now)!.State));
    }

    [Fact]
    public void A_process_that_was_started_again_before_counts_from_one()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060));
        Data(0, 1, 2, 3, (Some.Code, 1070));
        Data(0, 1, 1, 40, (Some.Code, 1080));

        AssertGaps(Fold().Take(Some.Code, Now)!.State, 1, GapReason.ConnectionLost, Some.Morning.AddSeconds(3), Some.Morning.AddSeconds(40));
    }

    [Fact]
    public void Messages_that_are_missing_are_a_gap_and_the_newest_record_behind_it_is_the_indication()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060));
        Data(0, 1, 7, 12, (Some.Code, 1070));

        var state = Fold().Take(Some.Code, Now)!.State;

        AssertGaps(state, 1, GapReason.Shed, Some.Morning, Some.Morning.AddSeconds(12));
        Assert.False(state.Path.IsWhole);
    }

    [Fact]
    public void An_answer_says_from_when_on_a_path_is_known_and_a_release_that_it_is_not()
    {
        Answer(0, 1, 1, -3, Some.Code, "OPSP0000", "SUBSCRIBE SUCCESS");
        Data(0, 1, 2, 20, (Some.Code, 1060));
        Answer(0, 1, 3, 25, Some.Code, "OPSP0001", "UNSUBSCRIBE SUCCESS");
        Answer(0, 1, 4, 60, Some.Code, "OPSP0000", "SUBSCRIBE SUCCESS");
        Data(0, 1, 5, 61, (Some.Code, 1070));

        var state = Fold().Take(Some.Code, Now)!.State;

        Assert.Equal(Some.Morning.AddSeconds(-3), state.Path.KnownFrom);
        AssertGaps(state, 1, GapReason.ConnectionLost, Some.Morning.AddSeconds(25), Some.Morning.AddSeconds(60));
    }

    [Fact]
    public void What_is_of_another_day_or_still_to_come_is_passed_over_and_counted()
    {
        Data(0, 1, 1, -86_400, (Some.Code, 1050));
        Data(0, 1, 1, 0, (Some.Code, 1060));
        Data(0, 1, 2, 601, (Some.Code, 1070));

        var messages = Read();

        Assert.Equal((1L, 2L, 1L), (messages.Messages, messages.PassedOver, messages.Records));
        Assert.Equal(1060, messages.End().Take(Some.Code, Now)!.State.Latest.Price.ToDecimal());
    }

    [Fact]
    public void A_call_that_has_ended_meanwhile_is_over()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060));

        var state = Fold(Some.Nine.AddMinutes(5)).Take(Some.Code, Some.Nine)!.State;

        Assert.Equal((AuctionPhase.Continuous, RegistrationStatus.Pending), (state.Session.Phase, state.Registration));
        Assert.Equal(Some.Morning, state.GapSince);
    }

    [Fact]
    public void Codes_beyond_the_bound_are_kept_only_where_they_are_listed()
    {
        (_options.Auctions.MaxCodes, _options.Codes) = (1, [$"{Some.OtherCode}"]);
        Data(0, 1, 1, 0, (Some.Code, 1060), (new Instrument("B11612090"), 500), (Some.OtherCode, 2400));

        var auctions = Fold();

        Assert.Equal(2, auctions.Count);
        Assert.NotNull(auctions.Take(Some.OtherCode, Now));
    }

    [Fact]
    public void An_auction_is_taken_once_and_on_its_day_only()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060), (Some.OtherCode, 2400));
        var auctions = Fold();

        Assert.NotNull(auctions.Take(Some.Code, Now));
        Assert.Null(auctions.Take(Some.Code, Now));
        Assert.Null(auctions.Take(Some.OtherCode, Now.AddDays(1)));
    }

    [Fact]
    public void Auctions_that_wait_follow_the_clock_and_are_forgotten_on_another_day()
    {
        Data(0, 1, 1, 0, (Some.Code, 1060), (Some.OtherCode, 2400));
        var auctions = Fold();

        auctions.ClockTick(Some.Nine.AddMinutes(5));
        Assert.Equal(AuctionPhase.Continuous, auctions.Take(Some.Code, Some.Nine)!.State.Session.Phase);
        auctions.ClockTick(Now.AddDays(1));
        Assert.Equal(0, auctions.Count);
    }

    [Fact]
    public void A_source_that_fails_costs_what_it_has_not_handed_in_and_the_reason_is_told_without_secrets()
    {
        var options = new FeedOptions { Codes = [$"{Some.Code}"] };
        options.RestoreFrom(handler =>
        {
            handler(Message(0, 1, 1, Some.Morning, Some.Message((Some.Code, 1060)), isControl: false));
            throw new IOException($"the disk is gone, {Canary.AppSecret.Reveal()}");
        });
        var secrets = new SecretScrubber().With(new AppKeyOptions { AppKey = Canary.AppKey, AppSecret = Canary.AppSecret });

        var restoration = Restoration.Of(options, ReferenceData.BuiltIn, new FakeTimeProvider(Now), secrets);

        Assert.Equal((1L, 1), (restoration.Records, restoration.Auctions.Count));
        Assert.Contains("the disk is gone, ***", restoration.Warning);
        Assert.Contains("restored 1 auctions from 1 messages of today, with 1 records, the last at 08:45:00", restoration.Summary);
    }

    private void Data(int appKey, int epoch, long number, int second, params (Instrument, decimal)[] records) =>
        _messages.Add((appKey, epoch, number, Some.Morning.AddSeconds(second), Some.Message(records)));

    private void Answer(int appKey, int epoch, long number, int second, Instrument code, string messageCode, string text) =>
        _messages.Add((appKey, epoch, number, Some.Morning.AddSeconds(second), Encoding.UTF8.GetBytes(
            $"{{\"header\":{{\"tr_id\":\"H0ZOANC0\",\"tr_key\":\"{code}\",\"encrypt\":\"N\"}},"
            + $"\"body\":{{\"rt_cd\":\"0\",\"msg_cd\":\"{messageCode}\",\"msg1\":\"{text}\",\"output\":{{\"iv\":\"***\",\"key\":\"***\"}}}}}}")));

    private RestoredAuctions Fold(DateTimeOffset? now = null) => Read(now).End();

    private EarlierMessages Read(DateTimeOffset? now = null)
    {
        var messages = new EarlierMessages(_options, ReferenceData.BuiltIn, new FakeTimeProvider(now ?? Now), Some.Meter());
        foreach (var (appKey, epoch, number, at, bytes) in _messages) messages.Add(Message(appKey, epoch, number, at, bytes, bytes[0] == '{'));
        return messages;
    }

    private static ReceivedMessage Message(int appKey, int epoch, long number, DateTimeOffset at, byte[] bytes, bool isControl) =>
        new(bytes) { AppKey = appKey, Epoch = epoch, Number = number, ReceivedAt = at, IsControl = isControl };

    private static (int Gaps, DateTimeOffset? Since) Gap(AuctionState state) => (state.Gaps, state.GapSince);

    private static void AssertGaps(in AuctionState state, int gaps, GapReason reason, DateTimeOffset from, DateTimeOffset to) =>
        Assert.Equal((gaps, reason, from, to), (state.Gaps, state.LastGap.Reason, state.LastGap.From, state.LastGap.To));
}
