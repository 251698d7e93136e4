using System.Diagnostics.Metrics;
using System.Globalization;
using OptionAuctions.Telemetry;

namespace OptionAuctions.Tests.Telemetry;

/// <summary>What one feed exports, read as a collector of metrics does. Feeds of other tests have other names.</summary>
internal sealed class Metrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _values = [];
    private readonly SortedDictionary<string, System.Diagnostics.Metrics.Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _tags = [];

    public Metrics(TimeProvider time)
    {
        var feed = Guid.NewGuid().ToString();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Tags?.Contains(KeyValuePair.Create("feed", (object?)feed)) != true) return;
            _instruments.Add(instrument.Name, instrument);
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
        Meter = new FeedMeter(time, feed);
    }

    public FeedMeter Meter { get; }

    public IEnumerable<System.Diagnostics.Metrics.Instrument> Instruments => _instruments.Values;

    /// <summary>The values now, by name and tags: <c>slots.held app_key=0</c>.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        _values.Clear();
        _listener.RecordObservableInstruments();
        return new Dictionary<string, double>(_values);
    }

    /// <summary>The names of the tags that an instrument was last read with; <c>-</c>: none.</summary>
    public string TagsOf(System.Diagnostics.Metrics.Instrument instrument) => _tags.GetValueOrDefault(instrument.Name, "") is { Length: > 0 } tags ? tags : "-";

    public void Dispose()
    {
        _listener.Dispose();
        Meter.Dispose();
    }

    private void Add(System.Diagnostics.Metrics.Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray();
        _tags[instrument.Name] = string.Join(", ", all.Select(tag => tag.Key));
        var name = instrument.Name["option_auctions.".Length..];
        _values[string.Join(' ', [name, .. all.Select(tag => string.Create(CultureInfo.InvariantCulture, $"{tag.Key}={tag.Value}"))])] = value;
    }
}
