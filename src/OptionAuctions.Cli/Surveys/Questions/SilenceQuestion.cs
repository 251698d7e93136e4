using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How long is a code silent in a call: before its first record, between two, and behind its last?</summary>
internal sealed class SilenceQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Code> _codes = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records == 0) return;
        var facts = _trs.Of(message.Head.Layout!);
        if (facts.Stretch.IsNewAt(message.At)) EndStretch(message.Head.Layout!, facts, facts.Behind);
        facts.Stretch.Add(message.At);
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (_codes.Of(message, record) is not { } code) continue;
            if (code.Stretch == facts.Stretch.Number) facts.Between.Add(PrintableText.Microseconds(message.At - code.Last));
            else facts.Before.Add(PrintableText.Microseconds(message.At - facts.Stretch.Begin));
            (code.Stretch, code.Last) = (facts.Stretch.Number, message.At);
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
        {
            var behind = facts.Behind.Copy();
            EndStretch(layout, facts, behind);
            Row(counts, $"{layout.TrId} before the first record", facts.Before);
            Row(counts, $"{layout.TrId} between two records", facts.Between);
            Row(counts, $"{layout.TrId} behind the last record", behind);
        }

        var text = string.Join(' ', _trs.All.Where(tr => tr.State.Between.Count > 0).Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: a code sends again after {Ms(tr.State.Between.Quantile(0.5))} ms (median), {Ms(tr.State.Between.Quantile(0.99))} ms (p99), ")
            + PrintableText.Say($"{Ms(tr.State.Between.Max)} ms at most.")));
        return new("silence", "silence-is-normal", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, []);
    }

    private void EndStretch(RecordLayout layout, Facts facts, LogHistogram silent)
    {
        foreach (var one in _codes.All)
            if (one.Layout == layout && one.State.Stretch == facts.Stretch.Number) silent.Add(PrintableText.Microseconds(facts.Stretch.Last - one.State.Last));
    }

    private static void Row(CountTable counts, string name, LogHistogram spans) => counts.Add(
        name, ("count", spans.Count), ("minMs", Ms(spans.Min)), ("p50Ms", Ms(spans.Quantile(0.5))), ("p99Ms", Ms(spans.Quantile(0.99))),
        ("maxMs", Ms(spans.Max)));

    private static double Ms(long microseconds) => PrintableText.Milliseconds(microseconds);

    private sealed class Facts
    {
        public Stretch Stretch { get; } = new();
        public LogHistogram Before { get; } = new();
        public LogHistogram Between { get; } = new();
        public LogHistogram Behind { get; } = new();
    }

    private sealed class Code
    {
        public int Stretch;
        public DateTimeOffset Last;
    }
}
