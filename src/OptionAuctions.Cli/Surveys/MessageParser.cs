using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Surveys;

/// <summary>Takes messages apart, one at a time.</summary>
internal sealed class MessageParser
{
    private const int MostFields = 999 * 255;

    private int[] _ends = new int[1024];

    /// <summary>Returns the message with its envelope, records or JSON members. Valid until the next one is parsed.</summary>
    public SurveyedMessage Parse(in RecordedMessage source)
    {
        var bytes = source.Bytes.Span;
        if (source.Kind == MessageKind.Cut) return new SurveyedMessage { Source = source, Head = default, Envelope = EnvelopeParts.Of(bytes) };
        var head = EnvelopeDecoder.Decode(bytes);
        var control = head.Kind == EnvelopeKind.Control && ControlMessage.TryDecode(source.Bytes, out var decoded) ? decoded : null;
        return new SurveyedMessage
        {
            Source = source, Head = head, Control = control, Envelope = EnvelopeParts.Of(bytes),
            Ends = head is { Kind: EnvelopeKind.Data, Error: DecodeError.None }
                ? Fields(bytes[..(head.PayloadStart + head.PayloadLength)], head.PayloadStart)
                : [],
        };
    }

    private ReadOnlySpan<int> Fields(ReadOnlySpan<byte> message, int start)
    {
        var count = 0;
        for (var at = start; ; at = _ends[count - 1] + 1)
        {
            if (count == MostFields) return []; // more than any count of records can have
            if (count == _ends.Length) Array.Resize(ref _ends, count * 2);
            var length = message[at..].IndexOf((byte)'^');
            _ends[count++] = length < 0 ? message.Length : at + length;
            if (length < 0) return _ends.AsSpan(0, count);
        }
    }
}
