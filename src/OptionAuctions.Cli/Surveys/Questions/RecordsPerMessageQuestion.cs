namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How many records has a message?</summary>
internal sealed class RecordsPerMessageQuestion : ISurveyQuestion
{
    private readonly TrStates<SortedDictionary<int, long>> _messages = new(); // by number of records, 999 at most
    private readonly ExampleList _examples = new(2);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records == 0) return;
        var messages = _messages.Of(message.Head.Layout!);
        messages[message.Records] = messages.GetValueOrDefault(message.Records) + 1;
        if (message.Records > 1) _examples.Add(message);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, messages) in _messages.All)
            foreach (var (records, count) in messages)
                counts.Add(PrintableText.Say($"{layout.TrId} {records}"), ("messages", count), ("records", records * count));
        var text = string.Join(' ', _messages.All.Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: up to {tr.State.Keys.Max()} records, one in {tr.State.GetValueOrDefault(1)} of {tr.State.Values.Sum()} messages.")));
        return new("records-per-message", "multi-record", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }
}
