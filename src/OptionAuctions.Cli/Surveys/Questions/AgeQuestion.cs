namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How old are records at their arrival, minute by minute? It shows a difference of the two clocks, and bursts that come late.</summary>
internal sealed class AgeQuestion : ISurveyQuestion
{
    private const int MinutesOfADay = 24 * 60;

    private readonly TrStates<Facts> _trs = new();
    private readonly ExampleList _examples = new(2);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            var facts = _trs.Of(record.Layout);
            if (record.Time is not { } time)
            {
                facts.WithoutTime++;
                continue;
            }

            var age = PrintableText.Microseconds(message.At - MarketTime.Nearest(time, message.At));
            if (age < 0) facts.Early++;
            if (age > facts.All.Max && facts.All.Count > 0 && age > 2_000_000) _examples.Add(message);
            facts.All.Add(age);
            (facts.ByMinute[(int)message.At.TimeOfDay.TotalMinutes] ??= new LogHistogram()).Add(age);
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
        {
            counts.Add($"{layout.TrId} all", Figures(facts.All, facts));
            for (var minute = 0; minute < MinutesOfADay; minute++)
                if (facts.ByMinute[minute] is { } ages) counts.Add(PrintableText.Say($"{layout.TrId} {minute / 60:00}:{minute % 60:00}"), Figures(ages));
        }

        var text = string.Join(' ', _trs.All.Where(tr => tr.State.All.Count > 0).Select(tr => Sentence(tr.Layout.TrId, tr.State)));
        return new("age", "field-time", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static (string, object?)[] Figures(LogHistogram ages, Facts? all = null) =>
    [
        ("count", ages.Count), ("minMs", Ms(ages.Min)), ("p50Ms", Ms(ages.Quantile(0.5))), ("p99Ms", Ms(ages.Quantile(0.99))), ("maxMs", Ms(ages.Max)),
        ("early", all?.Early), ("noTime", all?.WithoutTime),
    ];

    private static string Sentence(string tr, Facts facts)
    {
        var worst = Enumerable.Range(0, MinutesOfADay).Where(minute => facts.ByMinute[minute] is not null)
            .MaxBy(minute => facts.ByMinute[minute]!.Quantile(0.5));
        var (all, oldest) = (facts.All, facts.ByMinute[worst]!);
        return PrintableText.Say($"{tr}: {Ms(all.Min)} ms at least, {Ms(all.Quantile(0.5))} ms as a median, {Ms(all.Quantile(0.99))} ms at p99; ")
            + PrintableText.Say($"the oldest minute is {worst / 60:00}:{worst % 60:00}, with a median of {Ms(oldest.Quantile(0.5))} ms; ")
            + (facts.Early == 0 ? "none is from the future." : PrintableText.Say($"{facts.Early} are from the future: the two clocks differ."));
    }

    private static double Ms(long microseconds) => PrintableText.Milliseconds(microseconds);

    private sealed class Facts
    {
        public LogHistogram All { get; } = new();
        public LogHistogram?[] ByMinute { get; } = new LogHistogram?[MinutesOfADay];
        public long Early, WithoutTime;
    }
}
