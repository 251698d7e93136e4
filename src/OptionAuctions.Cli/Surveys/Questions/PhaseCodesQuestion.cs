using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which phase codes are there, and when?</summary>
internal sealed class PhaseCodesQuestion : ISurveyQuestion
{
    private const int MostCodes = 64;

    private readonly TrStates<OrderedDictionary<string, Facts>> _codes = new();
    private readonly ExampleList _examples = new(8);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (record.Layout.ColumnOf(RecordRole.Phase) == 0) return;
            var codes = _codes.Of(record.Layout);
            var code = TextOf(record);
            if (!codes.TryGetValue(code, out var facts))
            {
                if (codes.Count >= MostCodes) code = "others";
                if (!codes.TryGetValue(code, out facts)) codes.Add(code, facts = new Facts { FirstArrival = message.At });
                if (MeaningOf(record.Layout, code) == PhaseMeaning.Unknown) _examples.Add(message);
            }

            facts.Count++;
            facts.LastArrival = message.At;
            if (record.Time is not { } time) continue;
            facts.FirstTime ??= time;
            facts.LastTime = time;
        }
    }

    /// <summary>Returns a record's phase code as text.</summary>
    public static string TextOf(in SurveyedRecord record)
    {
        var text = record.Of(RecordRole.Phase);
        if (text.Length == 3 && PhaseCode.TryParse(text, out var usual)) return usual.Raw;
        return text.IsEmpty ? "(empty)" : PrintableText.Of(text, 16);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, codes) in _codes.All)
            foreach (var (code, facts) in codes.OrderByDescending(one => one.Value.Count))
                counts.Add($"{layout.TrId} {code}",
                    ("count", facts.Count), ("firstArrival", PrintableText.Moment(facts.FirstArrival)),
                    ("lastArrival", PrintableText.Moment(facts.LastArrival)),
                    ("firstTime", PrintableText.Time(facts.FirstTime)), ("lastTime", PrintableText.Time(facts.LastTime)),
                    ("meaning", $"{MeaningOf(layout, code)}"));
        var text = string.Join(' ', _codes.All.Select(tr => Sentence(tr.Layout, tr.State)));
        return new("phase-codes", "open-2", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Sentence(RecordLayout layout, OrderedDictionary<string, Facts> codes)
    {
        var unknown = codes.Keys.Where(code => MeaningOf(layout, code) == PhaseMeaning.Unknown).ToArray();
        return $"{layout.TrId}: {string.Join(", ", codes.Keys)}; "
            + (unknown.Length == 0 ? "our table has all of them." : $"our table does not have {string.Join(", ", unknown)}.");
    }

    private static PhaseMeaning MeaningOf(RecordLayout layout, string code)
    {
        var table = layout.Segment == MarketSegment.Stocks ? PhaseTable.BuiltInOfStocks : PhaseTable.BuiltIn;
        return PhaseCode.TryParse(System.Text.Encoding.UTF8.GetBytes(code == "(empty)" ? "" : code), out var phase) ? table[phase] : PhaseMeaning.Unknown;
    }

    private sealed class Facts
    {
        public long Count;
        public DateTimeOffset FirstArrival, LastArrival;
        public TimeOnly? FirstTime, LastTime;
    }
}
