using System.Collections.Concurrent;
using System.Globalization;
using OptionAuctions.Recording;
using OptionAuctions.Wire;

namespace OptionAuctions.Export.Tables;

/// <summary>What a recorded message is, by its envelope.</summary>
/// <param name="Kind"><c>data</c>, <c>control</c>, <c>cut</c>, or <c>unknown</c> for data of a TR that is not served.</param>
/// <param name="Topic">The TR of records; the kind of another message.</param>
/// <param name="Envelope">The envelope of a data message.</param>
/// <param name="Error">Why no record of a data message can be read; none for another message.</param>
internal readonly record struct MessageHead(string Kind, string Topic, EnvelopeHead Envelope, DecodeError Error)
{
    private static readonly ConcurrentDictionary<RecordLayout, string> Layouts = [];

    /// <summary>Number of records that a data message announces; <see langword="null"/> for another one, or one that does not say it.</summary>
    public int? Records => Envelope.Kind == EnvelopeKind.Data ? Envelope.Count : null;

    /// <summary>The columns that are read of the TR, such as <c>code=1 time=2 price=3</c>; <see langword="null"/> where the TR is none that is served.</summary>
    public string? Layout => RecordLayout.Named(Topic) is { } layout ? Layouts.GetOrAdd(layout, Describe) : null;

    /// <summary>Reads the envelope of a message.</summary>
    public static MessageHead Of(in RecordedMessage message)
    {
        if (message.Kind != MessageKind.Data)
        {
            var kind = ValueNames.Of(message.Kind);
            return new MessageHead(kind, kind, default, DecodeError.None);
        }

        var bytes = message.Bytes.Span;
        var head = EnvelopeDecoder.Decode(bytes);
        var error = head.Layout is { } layout ? RecordReader.Open(bytes, head, layout, out _) : head.Error;
        if (head.Kind == EnvelopeKind.Control) error = DecodeError.UnknownKind; // JSON is no data, whatever the recording says
        return LayoutOf(bytes) is { } tr ? new MessageHead("data", tr.TrId, head, error) : new MessageHead("unknown", "unknown", head, error);
    }

    /// <summary>The TR is the second field, also of an envelope that is refused.</summary>
    private static RecordLayout? LayoutOf(ReadOnlySpan<byte> message)
    {
        var start = message.IndexOf((byte)'|') + 1;
        var length = start == 0 ? 0 : message[start..].IndexOf((byte)'|');
        return length > 0 ? RecordLayout.Named(message.Slice(start, length)) : null;
    }

    private static string Describe(RecordLayout layout) =>
        string.Join(' ', layout.Fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{ValueNames.Of(field.Role)}={field.Column}")));
}
