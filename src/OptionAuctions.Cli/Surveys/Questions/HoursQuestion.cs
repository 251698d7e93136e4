namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>From when to when do records come? A stretch outside of the known calls is one of a volatility interruption or a circuit breaker.</summary>
internal sealed class HoursQuestion : ISurveyQuestion
{
    private const int MostStretches = 64;

    private readonly TrStates<Facts> _trs = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records == 0) return;
        var facts = _trs.Of(message.Head.Layout!);
        if (facts.Stretch.Add(message.At))
        {
            if (facts.Rows.Count >= MostStretches)
            {
                facts.NotShown++;
                facts.Current = new Row();
            }
            else facts.Rows.Add(facts.Current = new Row());
            facts.Current.First = message.At;
        }

        var row = facts.Current;
        row.Last = message.At;
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            row.Records++;
            if (!record.Code.IsNone && row.Codes.Count < 20_000) row.Codes.Add(record.Code);
            if (record.Time is not { } time) continue;
            row.FirstTime ??= time;
            row.LastTime = time;
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
        {
            foreach (var row in facts.Rows)
                counts.Add($"{layout.TrId} from {PrintableText.Moment(row.First)}",
                    ("to", PrintableText.Moment(row.Last)), ("firstTime", PrintableText.Time(row.FirstTime)), ("lastTime", PrintableText.Time(row.LastTime)),
                    ("records", row.Records), ("codes", row.Codes.Count));
            if (facts.NotShown > 0) counts.Add($"{layout.TrId} further stretches", ("count", facts.NotShown));
        }

        var text = string.Join(' ', _trs.All.Select(tr => $"{tr.Layout.TrId}: {string.Join(", ", tr.State.Rows.Take(4).Select(Span))}{More(tr.State)}."));
        return new("hours", "traffic", text.Length > 0 ? $"{text} A stretch ends with a pause of ten minutes." : SurveyAnswer.Nothing, counts, []);
    }

    private static string More(Facts facts) => facts.Rows.Count > 4 ? PrintableText.Say($" and {facts.Rows.Count - 4 + facts.NotShown} more") : "";

    private static string Span(Row row) => PrintableText.Say($"{row.First:HH:mm:ss} to {row.Last:HH:mm:ss}");

    private sealed class Facts
    {
        public Stretch Stretch { get; } = new();
        public List<Row> Rows { get; } = [];
        public Row Current = new();
        public long NotShown;
    }

    private sealed class Row
    {
        public DateTimeOffset First, Last;
        public TimeOnly? FirstTime, LastTime;
        public long Records;
        public HashSet<Instrument> Codes { get; } = [];
    }
}
