using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How many columns have the records of each TR, and is that the number documented?</summary>
internal sealed class WidthsQuestion : ISurveyQuestion
{
    private const int MostWidths = 32, NotWhole = 0;

    private readonly TrStates<OrderedDictionary<int, Facts>> _widths = new();
    private readonly ExampleList _examples = new(6);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Ends.IsEmpty) return;
        var (layout, width) = (message.Head.Layout!, message.Records == 0 ? NotWhole : message.Width);
        var widths = _widths.Of(layout);
        if (!widths.TryGetValue(width, out var facts))
        {
            if (widths.Count >= MostWidths) return; // as many as no TR has; the table of columns has all
            widths.Add(width, facts = new Facts { First = message.At });
            if (width != layout.Width) _examples.Add(message);
        }

        facts.Messages++;
        facts.Records += message.Records;
        facts.Last = message.At;
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, widths) in _widths.All)
            foreach (var (width, facts) in widths.OrderBy(one => one.Key))
                counts.Add(width == NotWhole ? $"{layout.TrId} no multiple of the count" : PrintableText.Say($"{layout.TrId} {width} columns"),
                    ("documented", layout.Width), ("messages", facts.Messages), ("records", facts.Records),
                    ("first", PrintableText.Moment(facts.First)), ("last", PrintableText.Moment(facts.Last)));
        var text = string.Join(' ', _widths.All.Select(tr => Sentence(tr.Layout, tr.State)));
        return new("widths", "width-drift", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Sentence(RecordLayout layout, OrderedDictionary<int, Facts> widths) => widths.Keys.All(width => width == layout.Width)
        ? PrintableText.Say($"{layout.TrId}: {layout.Width} columns in every record, as documented.")
        : PrintableText.Say($"{layout.TrId}: {layout.Width} columns are documented; seen: ")
            + $"{string.Join(", ", widths.OrderBy(one => one.Key).Select(one => Width(one.Key, one.Value)))}.";

    private static string Width(int width, Facts facts) => width == NotWhole
        ? PrintableText.Say($"no multiple of the count in {facts.Messages} messages")
        : PrintableText.Say($"{width} in {facts.Records} records");

    private sealed class Facts
    {
        public long Messages, Records;
        public DateTimeOffset First, Last;
    }
}
