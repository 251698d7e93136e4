using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Do price, change and rate agree, and is the previous close of a code the same all day? If not, columns may be shifted.</summary>
internal sealed class PreviousCloseQuestion : ISurveyQuestion
{
    private const decimal Rounding = 0.01m; // of a percent point, rounded or cut off

    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Close> _closes = new();
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            var sign = record.Of(RecordRole.Sign);
            var factor = sign is [(byte)'1'] or [(byte)'2'] ? 1 : sign is [(byte)'4'] or [(byte)'5'] ? -1 : sign is [(byte)'3'] ? 0 : 2;
            if (record.Number(RecordRole.Price) is not > 0 || record.Number(RecordRole.Change) is not { } change || factor == 2) continue;
            var signed = factor * Math.Abs(change);
            var previous = record.Number(RecordRole.Price)!.Value - signed;
            var facts = _trs.Of(record.Layout);
            facts.Records++;
            if (previous <= 0 || record.Number(RecordRole.Rate) is not { } rate) facts.Untested++;
            else if (Math.Abs(Math.Abs(rate) - Math.Abs(100 * signed / previous)) <= Rounding) facts.Agree++;
            else _examples.Add(message);

            if (_closes.Of(message, record) is not { } close) continue;
            close.Values += close.Last == previous ? 0 : 1;
            close.Last = previous;
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
        {
            var codes = _closes.All.Where(one => one.Layout == layout).Select(one => one.State.Values).ToArray();
            counts.Add(layout.TrId, ("records", facts.Records), ("rateAgrees", facts.Agree), ("rateDisagrees", facts.Records - facts.Agree - facts.Untested),
                ("noRate", facts.Untested), ("codes", codes.Length), ("codesWithOneClose", codes.Count(values => values == 1)));
        }

        var text = string.Join(' ', _trs.All.Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: the rate is change by previous close in {tr.State.Agree} of {tr.State.Records - tr.State.Untested} records.")));
        return new("previous-close", "identity-check", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public long Records, Agree, Untested;
    }

    private sealed class Close
    {
        public decimal? Last;
        public long Values;
    }
}
