using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which forms have the codes in the records?</summary>
internal sealed class CodesQuestion : ISurveyQuestion
{
    private const int MostForms = 32;

    private readonly CodeStates<Code> _codes = new();
    private readonly TrStates<ValueCounts8> _noCodes = new();
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (_codes.Of(message, record) is { } code) code.Records++;
            else if (record.Code.IsNone)
            {
                _noCodes.Of(record.Layout).Values.Add(record.Of(RecordRole.Code));
                _examples.Add(message);
            }
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        var forms = _codes.All.GroupBy(one => $"{one.Layout.TrId} {FormOf($"{one.Code}")}").OrderBy(form => form.Key, StringComparer.Ordinal).ToArray();
        foreach (var form in forms.Take(MostForms))
            counts.Add(form.Key, ("codes", form.Select(one => one.Code).Distinct().Count()), ("records", form.Sum(one => one.State.Records)),
                ("example", $"{form.First().Code}"));
        if (forms.Length > MostForms) counts.Add("others", ("codes", forms.Skip(MostForms).Sum(form => form.Count())));
        foreach (var (layout, values) in _noCodes.All) counts.Add($"{layout.TrId} no code", ("values", $"{values.Values}"));
        if (_codes.NotFollowed > 0) counts.Add("beyond 20,000 codes", ("records", _codes.NotFollowed));
        var text = PrintableText.Say($"{_codes.All.Count()} codes of {forms.Length} forms (first letter kept, others as A, digits as 9).");
        return new("codes", "open-11", forms.Length + counts.Rows.Count() > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    /// <summary>The first character stays, since it is the product; others become A or 9.</summary>
    private static string FormOf(string code) => code[..1] + string.Concat(code[1..].Select(c => char.IsAsciiDigit(c) ? '9' : 'A'));

    private sealed class Code
    {
        public long Records;
    }

    private sealed class ValueCounts8
    {
        public ValueCounts Values { get; } = new(8);
    }
}
