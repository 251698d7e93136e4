namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>In which order are the records of one message: by code, by time, several of one code?</summary>
internal sealed class OrderQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly ExampleList _examples = new(2);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records < 2) return;
        var facts = _trs.Of(message.Head.Layout!);
        facts.Messages++;
        var codes = new HashSet<Instrument>(message.Records);
        var (isByCode, isByTime) = (true, true);
        for (var i = 0; i < message.Records; i++)
        {
            codes.Add(message[i].Code);
            if (i == 0) continue;
            isByCode &= string.CompareOrdinal($"{message[i - 1].Code}", $"{message[i].Code}") <= 0;
            isByTime &= message[i].Time is not { } time || message[i - 1].Time is not { } before || before <= time;
        }

        facts.OneCode += codes.Count == 1 ? 1 : 0;
        facts.Repeats += codes.Count > 1 && codes.Count < message.Records ? 1 : 0;
        facts.ByCode += codes.Count > 1 && isByCode ? 1 : 0;
        facts.ByTime += isByTime ? 1 : 0;
        if (!isByTime) _examples.Add(message);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
            counts.Add(layout.TrId, ("messagesOfSeveral", facts.Messages), ("ofOneCode", facts.OneCode), ("ofSeveralCodes", facts.Messages - facts.OneCode),
                ("someCodeTwice", facts.Repeats), ("orderedByCode", facts.ByCode), ("orderedByTime", facts.ByTime));
        var text = string.Join(' ', _trs.All.Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: of {tr.State.Messages} messages with several records {tr.State.OneCode} are of one code, {tr.State.ByCode} in the order of ")
            + PrintableText.Say($"codes, {tr.State.ByTime} in the order of time.")));
        return new("order", "multi-record", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private sealed class Facts
    {
        public long Messages, OneCode, Repeats, ByCode, ByTime;
    }
}
