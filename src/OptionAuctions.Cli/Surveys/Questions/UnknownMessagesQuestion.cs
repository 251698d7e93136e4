using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Which messages are neither records of a TR that is served, nor answers, nor PINGPONG?</summary>
internal sealed class UnknownMessagesQuestion : ISurveyQuestion
{
    private const int MostKinds = 64;

    private readonly ValueCounts _kinds = new(MostKinds);
    private readonly ExampleList _examples = new(6);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        if (KindOf(message) is not { } kind) return;
        _kinds.Add(kind);
        _examples.Add(message);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (kind, count) in _kinds.Largest) counts.Add(kind, ("count", count));
        if (_kinds.Others > 0) counts.Add("others", ("count", _kinds.Others));
        var all = _kinds.Largest.Sum(one => one.Value) + _kinds.Others;
        var text = all == 0 ? "There is none." : PrintableText.Say($"{all} messages of {_kinds.Distinct} kinds.");
        return new("unknown-messages", "first-character", text, counts, _examples.Kept);
    }

    /// <summary>Returns what an unknown message is, in words; <see langword="null"/> for one that is known.</summary>
    public static string? KindOf(in SurveyedMessage message)
    {
        if (message.Source.Kind == MessageKind.Cut) return null;
        if (message.Head.Kind == EnvelopeKind.Control)
            return message.Control switch
            {
                null => "JSON that cannot be read, or without a header",
                { IsPingPong: true } => null,
                { } control when AnswersQuestion.IsAnswer(control) => null,
                _ => "JSON that is no answer and no PINGPONG",
            };
        return message.Head.Error switch
        {
            DecodeError.None => null,
            DecodeError.UnknownTr => $"records of the TR {message.Envelope?.Tr}, which is not served",
            DecodeError.Encrypted => $"encrypted records of the TR {message.Envelope?.Tr}",
            DecodeError.Empty => "an empty message",
            DecodeError.MergedMessages => "several messages in one",
            DecodeError.BadCount => $"records of the TR {message.Envelope?.Tr} with a count that is none",
            DecodeError.Truncated => "an envelope without its payload",
            var other => $"{other}",
        };
    }
}
