namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Are records repeated, byte for byte, one after the other? Are whole messages?</summary>
internal sealed class DuplicatesQuestion : ISurveyQuestion
{
    private readonly TrStates<Facts> _trs = new();
    private readonly CodeStates<Code> _codes = new();
    private readonly Dictionary<int, byte[]> _messages = []; // the last one with records, by app key
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Records == 0) return;
        var facts = _trs.Of(message.Head.Layout!);
        facts.Messages++;
        if (_messages.TryGetValue(message.Source.AppKey, out var before) && message.Bytes.SequenceEqual(before)) facts.SameMessages++;
        _messages[message.Source.AppKey] = message.Bytes.ToArray();
        for (var i = 0; i < message.Records; i++)
        {
            var record = message[i];
            facts.Records++;
            if (_codes.Of(message, record) is not { } code) continue;
            var hash = HashOf(record.Raw);
            if (code.Hash == hash)
            {
                facts.SameRecords++;
                _examples.Add($"{PrintableText.Moment(message.At)} again {Shown(message, record)}");
            }

            code.Hash = hash;
        }
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (layout, facts) in _trs.All)
            counts.Add(layout.TrId, ("records", facts.Records), ("sameAsBefore", facts.SameRecords), ("messages", facts.Messages),
                ("sameMessageAsBefore", facts.SameMessages));
        var text = string.Join(' ', _trs.All.Select(tr => PrintableText.Say(
            $"{tr.Layout.TrId}: {tr.State.SameRecords} of {tr.State.Records} records are the one before of their code again, and {tr.State.SameMessages} messages.")));
        return new("duplicates", "no-sequence", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Shown(in SurveyedMessage message, in SurveyedRecord record) =>
        MessageRedaction.IsMarketData(message) ? PrintableText.Of(record.Raw) : "***";

    /// <summary>FNV-1a of 64 bits: two different records of ten million have the same one with a chance of one in a million.</summary>
    private static ulong HashOf(ReadOnlySpan<byte> record)
    {
        var hash = 14_695_981_039_346_656_037;
        foreach (var one in record) hash = (hash ^ one) * 1_099_511_628_211;
        return hash;
    }

    private sealed class Facts
    {
        public long Messages, SameMessages, Records, SameRecords;
    }

    private sealed class Code
    {
        public ulong? Hash;
    }
}
