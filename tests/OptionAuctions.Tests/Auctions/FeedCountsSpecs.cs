using OptionAuctions.Codes;

namespace OptionAuctions.Tests.Auctions;

public sealed class FeedCountsSpecs
{
    [Fact]
    public void Nothing_counted_adds_up() => Assert.Equal("holds", new FeedCounts().Identity);

    [Fact]
    public void Each_line_of_the_identity_that_does_not_add_up_is_named_with_its_numbers()
    {
        Assert.Equal(
            "broken: messages 3 is not data 1 + control 1 + refused 0 + shed 0",
            (new FeedCounts { Messages = 3, DataMessages = 1, ControlMessages = 1 }).Identity);
        Assert.Contains("records 5", (new FeedCounts { Records = 5, Applied = 4 }).Identity);
        Assert.Contains("revisions 5", (new FeedCounts { Revisions = 5, Delivered = 2, Conflated = 2 }).Identity);
        Assert.Contains("sockets opened 1", (new FeedCounts { SocketsOpened = 1 }).Identity);
    }

    [Fact]
    public void A_feed_that_is_running_is_not_broken_and_what_does_not_add_up_yet_is_named_all_the_same()
    {
        using var meter = Some.Meter();
        meter.MessageReceived();
        Assert.Equal("not settled, the feed is running: messages 1 is not data 0 + control 0 + refused 0 + shed 0", meter.Read().Identity);

        meter.Settled();
        Assert.Equal("broken: messages 1 is not data 0 + control 0 + refused 0 + shed 0", meter.Read().Identity);
    }

    [Fact]
    public void Refused_messages_and_records_are_counted_by_reason_and_kept_raw()
    {
        using var meter = Some.Meter();
        meter.MessageReceived();
        meter.MessageRefused(DecodeError.Truncated, "0|x"u8);
        meter.MessagesHeldData(1, records: 1);
        meter.RecordRefused(DecodeError.BadTime, "B1^99"u8);

        var counts = meter.Read();

        Assert.Equal(1, counts.RefusedMessages[DecodeError.Truncated]);
        Assert.Equal(1, counts.RefusedRecords[DecodeError.BadTime]);
        Assert.Equal(2, counts.Refused);
        Assert.Equal(["0|x", "B1^99"], meter.Read().RecentRefusals.Select(r => System.Text.Encoding.ASCII.GetString(r.Raw.Span)));
    }

    [Fact]
    public void Of_refusals_the_last_256_are_kept_512_bytes_each()
    {
        using var meter = Some.Meter();
        for (var i = 0; i < 300; i++) meter.MessageRefused(DecodeError.UnknownKind, Enumerable.Repeat((byte)i, 600).ToArray());

        Assert.Equal(256, meter.Read().RecentRefusals.Count);
        Assert.Equal((byte)44, meter.Read().RecentRefusals[0].Raw.Span[0]);
        Assert.All(meter.Read().RecentRefusals, refusal => Assert.Equal(512, refusal.Raw.Length));
    }

    [Fact]
    public void What_an_echo_takes_is_a_metric_in_milliseconds()
    {
        using var meter = Some.Meter();

        // other tests may echo beside it
        Assert.Contains(123_456d, Measured("option_auctions.pingpong.latency", () => meter.PingPongEchoed(TimeSpan.FromMilliseconds(123_456))));
        Assert.Equal(1, meter.Read().PingPongsEchoed);
    }

    [Fact]
    public void How_old_a_record_is_when_it_comes_is_a_metric_in_seconds()
    {
        using var meter = Some.Meter();
        var fold = new AuctionFold(Some.Code, null, Some.Rules(), meter);

        Assert.Contains(4321.5, Measured("option_auctions.record.age", () =>
            fold.Apply(AuctionEvent.Of(Some.Record(time: TimeOnly.FromTimeSpan(Some.Morning.TimeOfDay)), Some.Morning.AddSeconds(4321.5)))));
    }

    [Fact]
    public void Phase_codes_beyond_a_bound_are_counted_together()
    {
        using var meter = Some.Meter();
        for (var i = 0; i < 1_000; i++) meter.PhaseUnknown(new PhaseCode(i.ToString("0000", System.Globalization.CultureInfo.InvariantCulture)));
        meter.PhaseUnknown(new PhaseCode("0003"));

        var phases = meter.Read().UnknownPhases;
        Assert.Equal((65, 936, 2), (phases.Count, phases[default], phases[new PhaseCode("0003")]));
    }

    private static System.Collections.Concurrent.ConcurrentBag<double> Measured(string name, Action action)
    {
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        var measured = new System.Collections.Concurrent.ConcurrentBag<double>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == name) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => measured.Add(value));
        listener.Start();
        action();
        return measured;
    }

    [Fact]
    public void Counts_are_exported_as_metrics()
    {
        using var meter = Some.Meter();
        using var listener = new System.Diagnostics.Metrics.MeterListener();
        var measured = new Dictionary<string, long>();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == FeedCounts.MeterName) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            lock (measured) measured[instrument.Name] = Math.Max(value, measured.GetValueOrDefault(instrument.Name));
        });
        listener.Start();
        for (var i = 0; i < 1_000_000; i += 1_000) meter.RecordsUnrequested(1_000);

        listener.RecordObservableInstruments();

        lock (measured) Assert.Equal(1_000_000, measured["option_auctions.records.unrequested"]); // more than any other test counts
    }
}
