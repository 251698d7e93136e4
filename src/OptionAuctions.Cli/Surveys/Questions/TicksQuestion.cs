using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Are prices on the tick grid that we know?</summary>
internal sealed class TicksQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (record.Number(RecordRole.Price) is not ({ } price and > 0 and < int.MaxValue)) continue;
            var facts = _trs.Of(record.Layout);
            facts.Prices++;
            if (price == decimal.Truncate(price) && record.Layout.Ticks.Holds((int)price)) continue;
            if (price != decimal.Truncate(price)) facts.Fractions++;
            else facts.Off++;
            facts.Examples.Add(record.Of(RecordRole.Price));
            _examples.Add(message);
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
            counts.Add(layout.TrId, ("prices", facts.Prices), ("offGrid", facts.Off), ("fractionsOfAWon", facts.Fractions), ("values", $"{facts.Examples}"));
        var text = string.Join(' ', _trs.All.Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: {tr.State.Off + tr.State.Fractions} of {tr.State.Prices} prices are not on our grid.")));
        return new("ticks", "tick", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public long Prices, Off, Fractions;
        public ValueCounts Examples { get; } = new(8);
    }
}
