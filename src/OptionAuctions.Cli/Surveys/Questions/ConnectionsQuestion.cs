using OptionAuctions.Recording;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which connections are there, when did they begin, and which messages are missing or cut?</summary>
internal sealed class ConnectionsQuestion : ISurveyQuestion
{
    private readonly SortedDictionary<int, Line> _lines = []; // by app key
    private readonly ExampleList _examples = new(12);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        var source = message.Source;
        if (!_lines.TryGetValue(source.AppKey, out var line)) _lines[source.AppKey] = line = new Line { First = message.At };
        if (line.Epoch != source.Epoch || source.Number <= line.Number)
        {
            line.Connections++;
            _examples.Add($"app key {source.AppKey}: connection {source.Epoch} from {PrintableText.Moment(message.At)}{After(line, message.At)}");
            (line.Epoch, line.Number) = (source.Epoch, 0);
        }

        if (source.Number > line.Number + 1)
        {
            line.Gaps++;
            line.Missing += source.Number - line.Number - 1;
        }

        line.Messages++;
        if (source.Kind == MessageKind.Cut) line.Cut++;
        if (source.Kind == MessageKind.Control) line.Control++;
        if (line.Last is { } last) line.Pauses.Add(PrintableText.Microseconds(message.At - last));
        (line.Number, line.Last) = (source.Number, message.At);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (appKey, line) in _lines)
            counts.Add(PrintableText.Say($"app key {appKey}"), ("connections", line.Connections), ("messages", line.Messages), ("control", line.Control),
                ("cut", line.Cut), ("gaps", line.Gaps), ("missing", line.Missing), ("longestPauseMs", PrintableText.Milliseconds(line.Pauses.Max)),
                ("first", PrintableText.Moment(line.First)), ("last", PrintableText.Moment(line.Last ?? line.First)));
        var text = string.Join(' ', _lines.Select(one => PrintableText.Say(
            $"App key {one.Key}: {one.Value.Connections} connections, {one.Value.Messages} messages, {one.Value.Missing} missing in {one.Value.Gaps} gaps, {one.Value.Cut} cut.")));
        return new("connections", "open-9", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string After(Line line, DateTimeOffset at) => line.Last is { } last
        ? PrintableText.Say($", {PrintableText.Milliseconds(PrintableText.Microseconds(at - last))} ms after the last message of the one before")
        : "";

    private sealed class Line
    {
        public int Epoch = -1;
        public long Number, Connections, Messages, Control, Cut, Gaps, Missing;
        public DateTimeOffset First;
        public DateTimeOffset? Last;
        public LogHistogram Pauses { get; } = new();
    }
}
