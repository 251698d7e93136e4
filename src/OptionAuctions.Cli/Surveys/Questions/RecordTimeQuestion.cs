namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Does the time of a code's records ever go backwards?</summary>
internal sealed class RecordTimeQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Code> _codes = new();
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            var facts = _trs.Of(record.Layout);
            if (record.Time is not { } time)
            {
                facts.Missing++;
                continue;
            }

            var at = MarketTime.Nearest(time, message.At);
            if (_codes.Of(message, record) is not { } code) continue;
            if (code.Last is { } last && at < last)
            {
                facts.Backwards++;
                facts.Most = Math.Max(facts.Most, (long)(last - at).TotalSeconds);
                _examples.Add(message);
            }
            else if (code.Last == at) facts.Same++;
            else facts.Forwards++;
            code.Last = at;
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
            counts.Add(layout.TrId, ("forwards", facts.Forwards), ("sameSecond", facts.Same), ("backwards", facts.Backwards),
                ("mostBackwardsSeconds", facts.Most), ("noTime", facts.Missing));
        var text = string.Join(' ', _trs.All.Select(tr => tr.State.Backwards == 0
            ? $"{tr.Layout.TrId}: it never goes backwards within a code."
            : PrintableText.Say($"{tr.Layout.TrId}: it goes backwards {tr.State.Backwards} times, by {tr.State.Most} s at most.")));
        return new("record-time", "no-sequence", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public long Forwards, Same, Backwards, Most, Missing;
    }

    private sealed class Code
    {
        public DateTimeOffset? Last;
    }
}
