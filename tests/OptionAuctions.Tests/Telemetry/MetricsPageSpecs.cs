using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace OptionAuctions.Tests.Telemetry;

/// <summary>The table of <c>docs/metrics.md</c> is the meter's instruments.</summary>
public sealed class MetricsPageSpecs : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "metrics.md"));
    private readonly Metrics _metrics = new(new FakeTimeProvider(Some.Morning));

    public void Dispose() => _metrics.Dispose();

    [Fact]
    public void Each_instrument_is_in_the_table_as_it_is()
    {
        FillEach();
        _metrics.Read();

        Assert.Equal(
            _metrics.Instruments.Select(it => $"| `{it.Name}` | {KindOf(it)} | {it.Unit ?? "-"} | {_metrics.TagsOf(it)} | {it.Description} |").Order(),
            Page.Split('\n').Where(line => line.StartsWith("| `option_auctions.", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_meter_is_named() => Assert.Contains($"meter `{FeedCounts.MeterName}`", Page);

    [Theory]
    [InlineData("option_auctions.record.age", 0.01, 60)]
    [InlineData("option_auctions.pingpong.latency", 0.05, 5_000)]
    public void A_histogram_has_buckets_that_fit_and_the_page_names_them(string name, double first, double last)
    {
        var buckets = ((Histogram<double>)_metrics.Instruments.Single(it => it.Name == name)).Advice!.HistogramBucketBoundaries!;

        Assert.Equal((first, last), (buckets[0], buckets[^1]));
        Assert.Equal(buckets.Order().Distinct(), buckets);
        Assert.Contains($"`{name}`: {string.Join(", ", buckets.Select(it => it.ToString(System.Globalization.CultureInfo.InvariantCulture)))}", Page);
    }

    /// <summary>Instruments that only say what has happened are read after it has.</summary>
    private void FillEach()
    {
        _metrics.Meter.RecordOdd(AuctionQuality.Repeated);
        _metrics.Meter.PhaseUnknown(new PhaseCode("999"));
        _metrics.Meter.Gauges.SessionChanged(new AppKeySessionStatus(0, AppKeySessionState.Live, "", null, 1, 41, 0, 0, 0), 41);
        _metrics.Meter.Gauges.ReadDialsLeft(0, "socket", () => 4);
        _metrics.Meter.Gauges.ReadLastDataAt(() => Some.Morning);
    }

    private static string KindOf(System.Diagnostics.Metrics.Instrument instrument) => instrument switch
    {
        Histogram<double> => "histogram",
        ObservableCounter<long> => "counter",
        _ => "gauge",
    };
}
