using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>What does the decoder of the feed refuse, and why?</summary>
internal sealed class RefusalsQuestion : ISurveyQuestion
{
    private readonly SortedDictionary<string, (long Messages, long Records)> _refused = new(StringComparer.Ordinal); // TRs times reasons
    private readonly ExampleList _examples = new(8);
    private long _records;

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (message.Source.Kind != MessageKind.Data) return;
        var (head, layout) = (message.Head, message.Head.Layout);
        if (head.Error != DecodeError.None || layout is null) Refuse(message, layout?.TrId ?? "any TR", head.Error, 1, 0);
        else if (layout.Kind == RecordKind.Trade) ReadTrades(message, head, layout);
        else ReadRecords(message, head, layout);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (reason, (messages, records)) in _refused) counts.Add(reason, ("messages", messages), ("records", records));
        var (ofMessages, ofRecords) = (_refused.Values.Sum(one => one.Messages), _refused.Values.Sum(one => one.Records));
        var text = PrintableText.Say($"{ofRecords} of {_records} records are refused, and {ofMessages} whole messages.");
        return new("refusals", "record-width", _records + ofMessages > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private void ReadRecords(in SurveyedMessage message, EnvelopeHead head, RecordLayout layout)
    {
        if (RecordReader.Open(message.Bytes, head, layout, out var reader) is var refused and not DecodeError.None) Refuse(message, layout.TrId, refused, 1, 0);
        else
            while (reader.TryRead(out _, out var error)) Count(message, layout, error);
    }

    private void ReadTrades(in SurveyedMessage message, EnvelopeHead head, RecordLayout layout)
    {
        if (TradeReader.Open(message.Bytes, head, layout, out var reader) is var refused and not DecodeError.None) Refuse(message, layout.TrId, refused, 1, 0);
        else
            while (reader.TryRead(out _, out var error)) Count(message, layout, error);
    }

    private void Count(in SurveyedMessage message, RecordLayout layout, DecodeError error)
    {
        _records++;
        if (error != DecodeError.None) Refuse(message, layout.TrId, error, 0, 1);
    }

    private void Refuse(in SurveyedMessage message, string tr, DecodeError error, int messages, int records)
    {
        var before = _refused.GetValueOrDefault($"{tr} {error}");
        if (before == default) _examples.Add(message);
        _refused[$"{tr} {error}"] = (before.Messages + messages, before.Records + records);
    }
}
