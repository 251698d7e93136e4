using System.Text;
using System.Text.Unicode;

namespace OptionAuctions.Cli.Surveys.Questions;

/// <summary>Is every message UTF-8, and what is it if not?</summary>
internal sealed class EncodingQuestion : ISurveyQuestion
{
    private const int MostTrs = 64;

    private static readonly Encoding CodePage949 = CodePagesEncodingProvider.Instance.GetEncoding(
        949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    private readonly OrderedDictionary<string, Facts> _trs = [];
    private readonly ExampleList _examples = new(6);

    /// <inheritdoc/>
    public void Add(in SurveyedMessage message)
    {
        var tr = message.Envelope?.Tr ?? (message.Bytes is [(byte)'{', ..] ? "JSON" : "other");
        if (!_trs.TryGetValue(tr, out var facts) && _trs.Count >= MostTrs) tr = "others";
        if (facts is null && !_trs.TryGetValue(tr, out facts)) _trs.Add(tr, facts = new Facts());
        facts.Messages++;
        if (Ascii.IsValid(message.Bytes)) return;
        if (Utf8.IsValid(message.Bytes)) facts.Utf8++;
        else if (IsCodePage949(message.Bytes)) facts.Korean++;
        else facts.Neither++;
        if (Utf8.IsValid(message.Bytes)) return;
        facts.First ??= message.At;
        facts.Last = message.At;
        _examples.Add(message);
    }

    /// <inheritdoc/>
    public SurveyAnswer Answer()
    {
        var counts = new CountTable();
        foreach (var (tr, facts) in _trs)
            counts.Add(tr, ("messages", facts.Messages), ("ascii", facts.Messages - facts.Utf8 - facts.Korean - facts.Neither), ("utf8", facts.Utf8),
                ("cp949", facts.Korean), ("neither", facts.Neither), ("firstBroken", Moment(facts.First)), ("lastBroken", Moment(facts.Last)));
        var (korean, neither) = (_trs.Values.Sum(one => one.Korean), _trs.Values.Sum(one => one.Neither));
        var text = korean + neither == 0
            ? "Every message is valid UTF-8."
            : PrintableText.Say($"{korean + neither} messages are no valid UTF-8; {korean} of them are valid CP949 (EUC-KR), {neither} are not.");
        return new("encoding", "broken-utf8", _trs.Count > 0 ? text : SurveyAnswer.Nothing, counts, _examples.Kept);
    }

    private static string? Moment(DateTimeOffset? moment) => moment is { } at ? PrintableText.Moment(at) : null;

    private static bool IsCodePage949(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAny((byte)0x80, (byte)0xFF) >= 0) return false; // the code page has neither, .NET has both
        try
        {
            CodePage949.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private sealed class Facts
    {
        public long Messages, Utf8, Korean, Neither;
        public DateTimeOffset? First, Last;
    }
}
