using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Is the change signed, or absolute with the direction in the sign alone? Do sign, change and rate agree?</summary>
internal sealed class SignQuestion : ISurveyQuestion
{
    private const int MostSigns = 16;

    private readonly TrStates<Dictionary<string, Facts>> _signs = new();
    private readonly ExampleList _examples = new(4);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (record.Layout.ColumnOf(RecordRole.Sign) == 0) return;
            var signs = _signs.Of(record.Layout);
            var sign = record.Of(RecordRole.Sign).Length == 1 ? PrintableText.Of(record.Of(RecordRole.Sign)) : "other";
            if (!signs.TryGetValue(sign, out var facts))
            {
                if (signs.Count >= MostSigns) sign = "other";
                if (!signs.TryGetValue(sign, out facts)) signs.Add(sign, facts = new Facts());
                if (sign is "4" or "5" or "other") _examples.Add(message);
            }

            facts.Change.Add(record.Number(RecordRole.Change));
            facts.Rate.Add(record.Number(RecordRole.Rate));
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, signs) in _signs.All)
            foreach (var (sign, facts) in signs.OrderBy(one => one.Key, StringComparer.Ordinal))
                counts.Add($"{layout.TrId} sign {sign}",
                    ("records", facts.Change.All), ("change+", facts.Change.Above), ("change0", facts.Change.Zero), ("change-", facts.Change.Below),
                    ("noChange", facts.Change.Missing), ("rate+", facts.Rate.Above), ("rate0", facts.Rate.Zero), ("rate-", facts.Rate.Below),
                    ("noRate", facts.Rate.Missing));
        var text = string.Join(' ', _signs.All.Select(tr => Sentence(tr.Layout.TrId, tr.State)));
        return new("sign", "open-3", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Sentence(string tr, Dictionary<string, Facts> signs)
    {
        var (falls, rises) = (Sum(signs, "4", "5"), Sum(signs, "1", "2"));
        var wrong = rises.Change.Below + rises.Rate.Below;
        return $"{tr}: {Of("change", falls.Change)}, {Of("rate", falls.Rate)}; "
            + PrintableText.Say($"a minus beside a sign that says rise: {wrong} times.");
    }

    private static string Of(string what, SignFacts falls) => (falls.Above, falls.Below) switch
    {
        (0, 0) => $"no {what} of a fall was seen",
        (0, _) => $"{what} is signed in all falls",
        (_, 0) => $"{what} is absolute in all falls, its direction is in the sign",
        var (absolute, signed) => PrintableText.Say($"{what} is signed in {signed} falls and absolute in {absolute}"),
    };

    private static Facts Sum(Dictionary<string, Facts> signs, string one, string other)
    {
        var sum = new Facts();
        foreach (var facts in signs.Where(sign => sign.Key == one || sign.Key == other).Select(sign => sign.Value))
        {
            sum.Change.Above += facts.Change.Above;
            sum.Change.Below += facts.Change.Below;
            sum.Rate.Above += facts.Rate.Above;
            sum.Rate.Below += facts.Rate.Below;
        }

        return sum;
    }

    private sealed class Facts
    {
        public SignFacts Change, Rate;
    }
}
