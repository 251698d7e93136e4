using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which phase code follows which within a code, and when? A code that means an end is one only if nothing of the call follows it.</summary>
internal sealed class PhaseChangesQuestion : ISurveyQuestion
{
    private const int MostChanges = 128;

    private readonly CodeStates<Phase> _phases = new();
    private readonly OrderedDictionary<string, Facts> _changes = [];
    private long _others;

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            if (record.Layout.ColumnOf(RecordRole.Phase) == 0) return;
            if (_phases.Of(message, record) is not { } phase) continue;
            var text = record.Of(RecordRole.Phase);
            if (phase.Text is not null && text.SequenceEqual(phase.Raw)) continue;
            var before = phase.Text ?? "nothing";
            (phase.Raw, phase.Text) = (text.ToArray(), PhaseCodesQuestion.TextOf(record));
            Count($"{record.Layout.TrId} {before} to {phase.Text}", record.Time, message.At);
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (change, facts) in _changes)
            counts.Add(change, ("count", facts.Count), ("firstArrival", PrintableText.Moment(facts.First)), ("lastArrival", PrintableText.Moment(facts.Last)),
                ("firstTime", PrintableText.Time(facts.FirstTime)), ("lastTime", PrintableText.Time(facts.LastTime)));
        if (_others > 0) counts.Add("others", ("count", _others));
        var text = PrintableText.Say($"{_changes.Count} different changes of the phase within a code, in the order of their first appearance.");
        return new("phase-changes", "phase-112-unsafe", _changes.Count > 0 ? text : SurveyAnswer.Nothing, counts, []);
    }

    private void Count(string change, TimeOnly? time, DateTimeOffset at)
    {
        if (!_changes.TryGetValue(change, out var facts))
        {
            if (_changes.Count >= MostChanges)
            {
                _others++;
                return;
            }

            _changes.Add(change, facts = new Facts { First = at, FirstTime = time });
        }

        facts.Count++;
        (facts.Last, facts.LastTime) = (at, time);
    }

    private sealed class Phase
    {
        public byte[] Raw = [];
        public string? Text;
    }

    private sealed class Facts
    {
        public long Count;
        public DateTimeOffset First, Last;
        public TimeOnly? FirstTime, LastTime;
    }
}
