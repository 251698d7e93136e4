using System.Collections.Immutable;
using System.Text.Json;
using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Auctions;

/// <summary>The public state in JSON: all of it is written, nothing that is not known looks like a value, and it comes back.</summary>
public sealed class AuctionJsonSpecs
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static readonly RecordDetail Detail = new()
    {
        Quantity = 1_200, ExpectedVolume = 1_300, Volume = 100, OpenInterest = 7, Volatility = 0.31, Ask = Won.Of(1120), Bid = Won.Of(1080),
        AskQuantity = 10, BidQuantity = 30, TotalAskQuantity = 100, TotalBidQuantity = 300,
    };

    public static TheoryData<string> Moments => ["new", "recorded", "unmatched", "lost", "crossed", "detailed"];

    [Theory]
    [MemberData(nameof(Moments))]
    public void A_state_and_a_change_of_it_come_back_equal_and_go_on_in_the_same_way(string moment)
    {
        var state = StateOf(moment);
        var change = new AuctionChanged(ChangeKind.Indication, state, conflated: 3) { Lag = TimeSpan.FromSeconds(1.25) };

        foreach (var options in (JsonSerializerOptions[])[JsonSerializerOptions.Default, Web])
        {
            Assert.Equal(state, JsonSerializer.Deserialize<AuctionState>(JsonSerializer.Serialize(state, options), options));
            Assert.Equal(change, JsonSerializer.Deserialize<AuctionChanged>(JsonSerializer.Serialize(change, options), options));
        }

        var later = Some.Morning.AddMinutes(3);
        Assert.Equal(state.Path.At(later), JsonSerializer.Deserialize<AuctionPath>(JsonSerializer.Serialize(state.Path)).At(later));
    }

    [Fact]
    public void A_state_reads_as_what_it_is()
    {
        var json = JsonSerializer.SerializeToElement(StateOf("recorded"), Web);

        Assert.Equal(("B11612083", 2), (json.GetProperty("code").GetString(), json.GetProperty("revision").GetInt32()));
        var latest = json.GetProperty("latest");
        Assert.Equal("1080.00", latest.GetProperty("price").GetRawText());
        Assert.Equal("-10.17", latest.GetProperty("rate").GetRawText());
        Assert.Equal(("311", "08:45:00"), (latest.GetProperty("phase").GetString(), latest.GetProperty("time").GetString()));
        Assert.True(json.GetProperty("isCurrent").GetBoolean());
        var path = json.GetProperty("path");
        Assert.Equal(("1060.00", "1080.00"), (path.GetProperty("first").GetRawText(), path.GetProperty("last").GetRawText()));
        Assert.Equal([10.0, 60.0], path.GetProperty("windows").EnumerateArray()
            .Select(window => window.GetProperty("window").Deserialize<TimeSpan>().TotalSeconds));
    }

    [Fact]
    public void A_detail_reads_as_what_it_is_and_comes_back()
    {
        var json = JsonSerializer.SerializeToElement(StateOf("detailed"), Web);

        var detail = json.GetProperty("detail");
        Assert.Equal((1_200, "1120.00", "1080.00"), (
            detail.GetProperty("quantity").GetInt64(), detail.GetProperty("ask").GetRawText(), detail.GetProperty("bid").GetRawText()));
        Assert.Equal(Detail, json.Deserialize<AuctionState>(Web).Detail);
        Assert.Equal(JsonValueKind.Null, JsonSerializer.SerializeToElement(StateOf("recorded"), Web).GetProperty("detail").ValueKind);
    }

    [Fact]
    public void Before_the_first_record_all_that_is_not_known_is_null()
    {
        var json = JsonSerializer.Serialize(new AuctionState(Some.Code));

        string[] unknown =
            ["Latest", "ReceivedAt", "MarketTime", "Age", "LastGap", "GapSince", "PreviousClose", "FinalPrice", "Slippage", "First", "Began"];
        foreach (var member in unknown)
            Assert.Contains($"\"{member}\":null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("0001-01-01", json, StringComparison.Ordinal);
        Assert.DoesNotContain("21474836", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_and_events_come_back_with_codes_for_keys_and_members()
    {
        var counts = new FeedCounts
        {
            Records = 5,
            UnknownPhases = ImmutableDictionary<PhaseCode, long>.Empty.Add(new PhaseCode("AB1"), 3),
            RefusedRecords = ImmutableDictionary<DecodeError, long>.Empty.Add(DecodeError.BadSign, 1),
        };
        var back = JsonSerializer.Deserialize<FeedCounts>(JsonSerializer.Serialize(counts))!;
        Assert.Equal((5, 3, 1), (back.Records, back.UnknownPhases[new PhaseCode("AB1")], back.RefusedRecords[DecodeError.BadSign]));

        var changed = new CodeRegistrationChanged(Some.Morning, Some.Code, RegistrationStatus.Refused, "said", RecordKind.Trade);
        Assert.Equal(changed, JsonSerializer.Deserialize<CodeRegistrationChanged>(JsonSerializer.Serialize(changed)));
        var point = new PathPoint(Some.Morning, Won.None);
        Assert.Equal(point, JsonSerializer.Deserialize<PathPoint>(JsonSerializer.Serialize(point)));

        var states = new Dictionary<Instrument, AuctionState> { [Some.Code] = StateOf("recorded"), [Some.OtherCode] = new(Some.OtherCode) };
        Assert.Equal(states, JsonSerializer.Deserialize<Dictionary<Instrument, AuctionState>>(JsonSerializer.Serialize(states)));
    }

    private static AuctionState StateOf(string moment)
    {
        var fold = new AuctionFold(Some.Code, null, Some.Rules(options => options.Auctions.FinalPrice = FinalPriceSource.CrossTrade), Some.Meter());
        if (moment == "new") return fold.State;
        fold.Apply(AuctionEvent.Registered(Some.Morning.AddMinutes(-6), RegistrationStatus.Active));
        fold.Apply(AuctionEvent.ClockTick(Some.Morning.AddMinutes(-5)));
        fold.Apply(AuctionEvent.Of(Some.Record(1060), Some.Morning.AddTicks(12_345_678)));
        fold.Apply(AuctionEvent.Of(Some.Record(1080), Some.Morning.AddSeconds(3)));
        if (moment == "unmatched")
        {
            fold.Apply(AuctionEvent.Of(
                new ExpectedExecution(Some.Code, null, Won.None, Won.Of(0), default, Percent.None, new PhaseCode("AB1")), Some.Morning.AddSeconds(7)));
        }

        if (moment == "lost")
        {
            fold.Apply(AuctionEvent.Interrupted(Some.Morning.AddSeconds(9), GapReason.ConnectionLost));
            fold.Apply(AuctionEvent.Resumed(Some.Morning.AddSeconds(20)));
            fold.Apply(AuctionEvent.Interrupted(Some.Morning.AddSeconds(30), GapReason.Shed));
        }

        if (moment == "detailed") fold.Apply(AuctionEvent.Of(Some.Record(1100), Some.Morning.AddSeconds(9)), Detail);
        if (moment == "crossed")
        {
            fold.Apply(AuctionEvent.Of(Some.Record(1100, time: new TimeOnly(9, 0, 0), phase: "112"), Some.Nine));
            fold.Apply(AuctionEvent.Of(new Trade(Some.Code, new TimeOnly(9, 0, 1), Won.Of(1120), Won.None), Some.Nine.AddSeconds(1)));
        }

        return fold.State;
    }
}
