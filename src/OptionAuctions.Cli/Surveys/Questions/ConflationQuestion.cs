namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Are records conflated: is there a least time between two of one code?</summary>
internal sealed class ConflationQuestion : ISurveyQuestion
{
    private static readonly long[] Bounds = [0, 1_000, 100_000, 200_000, 500_000, 1_000_000]; // microseconds

    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Code> _codes = new();
    private readonly ExampleList _examples = new(2);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (_codes.Of(message, record) is not { } code) continue;
            var facts = _trs.Of(record.Layout);
            if (code.Last is { } last)
            {
                var interval = PrintableText.Microseconds(message.At - last);
                facts.Intervals.Add(interval);
                for (var bound = 0; bound < Bounds.Length; bound++) facts.Within[bound] += interval <= Bounds[bound] ? 1 : 0;
                if (record.Time is { } time && time == code.Time) facts.SameSecond++;
                if (interval < 200_000) _examples.Add(message);
            }

            (code.Last, code.Time) = (message.At, record.Time);
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
            counts.Add(layout.TrId, ("intervals", facts.Intervals.Count), ("atOnce", facts.Within[0]), ("within1Ms", facts.Within[1]),
                ("within100Ms", facts.Within[2]), ("within200Ms", facts.Within[3]), ("within500Ms", facts.Within[4]), ("within1S", facts.Within[5]),
                ("sameSecond", facts.SameSecond), ("minMs", PrintableText.Milliseconds(facts.Intervals.Min)));
        var text = string.Join(' ', _trs.All.Where(tr => tr.State.Intervals.Count > 0).Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: {tr.State.Within[3]} of {tr.State.Intervals.Count} intervals of one code are 200 ms or less, the shortest ")
            + PrintableText.Say($"{PrintableText.Milliseconds(tr.State.Intervals.Min)} ms.")));
        return new("conflation", "venue-conflation", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public LogHistogram Intervals { get; } = new();
        public long[] Within { get; } = new long[Bounds.Length];
        public long SameSecond;
    }

    private sealed class Code
    {
        public DateTimeOffset? Last;
        public TimeOnly? Time;
    }
}
