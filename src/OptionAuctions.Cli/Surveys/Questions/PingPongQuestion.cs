using System.Text;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How often does PINGPONG come, on a quiet line or always, and is its text always the same?</summary>
internal sealed class PingPongQuestion : ISurveyQuestion
{
    private readonly Dictionary<int, Line> _lines = []; // by app key
    private readonly LogHistogram _intervals = new(), _quiet = new(), _first = new();
    private readonly ValueCounts _shapes = new(8), _payloads = new(2);
    private readonly ExampleList _examples = new(2);
    private long _count, _same;

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (!_lines.TryGetValue(message.Source.AppKey, out var line)) _lines[message.Source.AppKey] = line = new Line();
        if (line.Epoch != message.Source.Epoch || message.Source.Number <= line.Number) line.Begin(message);
        if (message.Control is { IsPingPong: true }) Add(message, line);
        (line.Number, line.LastMessage) = (message.Source.Number, message.At);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable()
            .Add("PINGPONG", ("count", _count), ("sameAsBefore", _same), ("payloads", _payloads.Others == 0 ? _payloads.Distinct : null));
        Row(counts, "between two", _intervals);
        Row(counts, "from the first message of the connection", _first);
        Row(counts, "quiet before it", _quiet);
        foreach (var (shape, count) in _shapes.Largest) counts.Add($"shape {shape}", ("count", count));
        var text = PrintableText.Say($"{_count} came, {Ms(_intervals.Min)} to {Ms(_intervals.Max)} ms apart, {Ms(_intervals.Quantile(0.5))} ms as a median; ")
            + PrintableText.Say($"the line had been quiet for {Ms(_quiet.Min)} ms at least; {_shapes.Distinct} shapes.");
        return new("pingpong", "pingpong-cadence", _count > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private void Add(in SurveyedMessage message, Line line)
    {
        _count++;
        _examples.Add(message);
        _shapes.Add(ShapeOf(MessageRedaction.Shown(message)));
        _payloads.Add(message.Bytes);
        if (message.Bytes.SequenceEqual(line.Payload)) _same++;
        if (line.Last is { } last) _intervals.Add(PrintableText.Microseconds(message.At - last));
        else _first.Add(PrintableText.Microseconds(message.At - line.Began));
        if (line.LastMessage is { } before) _quiet.Add(PrintableText.Microseconds(message.At - before));
        (line.Last, line.Payload) = (message.At, message.Bytes.ToArray());
    }

    /// <summary>Digits are written as 9, so that texts that differ in their time alone are one.</summary>
    private static byte[] ShapeOf(ReadOnlySpan<byte> payload) =>
        Encoding.Latin1.GetBytes(string.Create(payload.Length, payload, (text, bytes) =>
        {
            for (var i = 0; i < bytes.Length; i++) text[i] = char.IsAsciiDigit((char)bytes[i]) ? '9' : (char)bytes[i];
        }));

    private static void Row(CountTable counts, string name, LogHistogram spans) => counts.Add(
        name, ("count", spans.Count), ("minMs", Ms(spans.Min)), ("p50Ms", Ms(spans.Quantile(0.5))), ("maxMs", Ms(spans.Max)));

    private static double Ms(long microseconds) => PrintableText.Milliseconds(microseconds);

    private sealed class Line
    {
        public int Epoch = -1;
        public long Number;
        public DateTimeOffset Began;
        public DateTimeOffset? Last, LastMessage;
        public byte[] Payload = [];

        public void Begin(in SurveyedMessage message) =>
            (Epoch, Began, Last, LastMessage, Payload) = (message.Source.Epoch, message.At, null, null, []);
    }
}
