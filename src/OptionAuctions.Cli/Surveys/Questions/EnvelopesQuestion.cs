namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>How is the envelope written: flag, count with zeros or without, length of the message, a delimiter at its end?</summary>
internal sealed class EnvelopesQuestion : ISurveyQuestion
{
    private const int MostTrs = 64;

    private readonly OrderedDictionary<string, Facts> _trs = [];
    private readonly ExampleList _examples = new();

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Envelope is not { } envelope) return;
        var tr = envelope.Tr;
        if (!_trs.TryGetValue(tr, out var facts) && _trs.Count >= MostTrs) tr = "others";
        if (facts is null && !_trs.TryGetValue(tr, out facts)) _trs.Add(tr, facts = new Facts());
        facts.Messages++;
        if (envelope.Flag == "1") facts.Encrypted++;
        if (envelope.Count.Length == 3 && envelope.Count.All(char.IsAsciiDigit)) facts.ThreeDigits++;
        else if (envelope.Count is [not '0', ..] && envelope.Count.All(char.IsAsciiDigit)) facts.Unpadded++;
        else facts.OtherCounts++;
        if (message.Bytes[^1] == (byte)'^') facts.DelimiterAtEnd++;
        if (message.Bytes[^1] == (byte)'\n') facts.LineBreakAtEnd++;
        facts.Bytes.Add(message.Bytes.Length);
        if (envelope.Flag == "1" || envelope.Count.Length != 3) _examples.Add(message);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (tr, facts) in _trs)
            counts.Add(tr, ("messages", facts.Messages), ("flag0", facts.Messages - facts.Encrypted), ("flag1", facts.Encrypted),
                ("count3Digits", facts.ThreeDigits), ("countUnpadded", facts.Unpadded), ("countOther", facts.OtherCounts),
                ("endsWithCaret", facts.DelimiterAtEnd), ("endsWithLineBreak", facts.LineBreakAtEnd),
                ("minBytes", facts.Bytes.Min), ("medianBytes", facts.Bytes.Quantile(0.5)), ("maxBytes", facts.Bytes.Max));
        var text = string.Join(' ', _trs.Select(tr => Sentence(tr.Key, tr.Value)));
        return new("envelopes", "envelope", text.Length > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string Sentence(string tr, Facts facts) => PrintableText.Say(
        $"{tr}: {facts.Encrypted} of {facts.Messages} encrypted, the count has three digits in {facts.ThreeDigits}, up to {facts.Bytes.Max} bytes.");

    private sealed class Facts
    {
        public long Messages, Encrypted, ThreeDigits, Unpadded, OtherCounts, DelimiterAtEnd, LineBreakAtEnd;
        public LogHistogram Bytes { get; } = new();
    }
}
