using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Is anything sent while nothing would match: a record without a price, or nothing at all?</summary>
internal sealed class NoPriceQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Code> _codes = new();
    private readonly ExampleList _examples = new(4);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (record.Layout.Kind != RecordKind.ExpectedExecution) return;
            var facts = _trs.Of(record.Layout);
            var hasPrice = record.Number(RecordRole.Price) is > 0;
            facts.Records++;
            if (!hasPrice)
            {
                facts.WithoutPrice++;
                facts.Texts.Add(record.Of(RecordRole.Price));
                facts.Phases.Add(record.Of(RecordRole.Phase));
                _examples.Add(message);
            }

            if (_codes.Of(message, record) is not { } code) continue;
            if (hasPrice && code is { WithoutPrice: > 0, WithPrice: 0 }) code.BeganWithout = true;
            if (!hasPrice && code.WithPrice > 0) code.LostPrice = true;
            if (hasPrice) code.WithPrice++;
            else code.WithoutPrice++;
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
        {
            var codes = _codes.All.Where(one => one.Layout == layout).Select(one => one.State).ToArray();
            counts.Add(layout.TrId, ("records", facts.Records), ("withoutPrice", facts.WithoutPrice), ("codes", codes.Length),
                ("codesNeverWithPrice", codes.Count(code => code.WithPrice == 0)), ("codesBegunWithoutPrice", codes.Count(code => code.BeganWithout)),
                ("codesThatLostPrice", codes.Count(code => code.LostPrice)), ("texts", $"{facts.Texts}"), ("phases", $"{facts.Phases}"));
        }

        var text = string.Join(' ', _trs.All.Select(tr => tr.State.WithoutPrice == 0
            ? PrintableText.Say($"{tr.Layout.TrId}: silence; each of {tr.State.Records} records has a price.")
            : PrintableText.Say($"{tr.Layout.TrId}: {tr.State.WithoutPrice} of {tr.State.Records} records have no price, written as {tr.State.Texts}.")));
        return new("no-price", "open-4", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public long Records, WithoutPrice;
        public ValueCounts Texts { get; } = new(8);
        public ValueCounts Phases { get; } = new(16);
    }

    private sealed class Code
    {
        public long WithPrice, WithoutPrice;
        public bool BeganWithout, LostPrice;
    }
}
