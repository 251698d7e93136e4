using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which answers does the venue give, and which are not in our table?</summary>
internal sealed class AnswersQuestion : ISurveyQuestion
{
    private const int MostAnswers = 200;

    private readonly OrderedDictionary<string, Facts> _answers = new(StringComparer.Ordinal);
    private readonly ExampleList _examples = new(8);
    private long _others;

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Control is not { IsPingPong: false } answer || !IsAnswer(answer)) return;
        var name = $"{answer.MessageCode} {answer.ResultCode} {MessageRedaction.Text(answer)}".Trim();
        if (!_answers.TryGetValue(name, out var facts))
        {
            if (_answers.Count >= MostAnswers)
            {
                _others++;
                return;
            }

            var isListed = AnswerCode.All.Any(known => known.MessageCode == answer.MessageCode);
            _answers.Add(name, facts = new Facts { Meaning = answer.Meaning, IsListed = isListed, First = message.At });
            if (!isListed || answer.Meaning is not (Wire.Answer.Registered or Wire.Answer.Released)) _examples.Add(message);
        }

        facts.Count++;
        facts.Last = message.At;
        if (answer.Subject.IsEmpty) facts.Nameless++;
        if (message.Bytes.IndexOf("\"output\""u8) >= 0) facts.Outputs++;
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (name, facts) in _answers)
            counts.Add(name, ("count", facts.Count), ("known", facts.IsListed), ("meaning", $"{facts.Meaning}"), ("withoutTrAndCode", facts.Nameless),
                ("withOutput", facts.Outputs), ("first", PrintableText.Moment(facts.First)), ("last", PrintableText.Moment(facts.Last)));
        if (_others > 0) counts.Add("others", ("count", _others));
        var unknown = _answers.Where(one => !one.Value.IsListed).ToArray();
        var text = PrintableText.Say($"{_answers.Values.Sum(one => one.Count) + _others} answers of {_answers.Count} kinds; ")
            + (unknown.Length == 0 ? "our table has all their codes." : $"our table does not have: {string.Join("; ", unknown.Take(5).Select(u => u.Key))}.");
        return new("answers", "message-codes", _answers.Count > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    /// <summary>Decides whether a JSON message is an answer: it has a result or a code.</summary>
    public static bool IsAnswer(ControlMessage message) => message.MessageCode.Length > 0 || message.ResultCode.Length > 0;

    private sealed class Facts
    {
        public required Wire.Answer Meaning;
        public required bool IsListed;
        public required DateTimeOffset First;
        public DateTimeOffset Last;
        public long Count, Nameless, Outputs;
    }
}
