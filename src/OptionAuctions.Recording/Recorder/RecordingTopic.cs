using System.Globalization;
using OptionAuctions.Wire;

namespace OptionAuctions.Recording;

/// <summary>The topic of a message within its app key: the TR of records, or what it is else.</summary>
internal static class RecordingTopic
{
    /// <summary>Topic of JSON messages.</summary>
    public const string Control = "control";

    /// <summary>Topic of messages of which only the beginning was kept.</summary>
    public const string Cut = "cut";

    /// <summary>Topic of messages that name no TR that is served; their bytes say what they are.</summary>
    public const string Unknown = "unknown";

    /// <summary>Returns the topic. The TR is the second field of an envelope.</summary>
    public static string Of(MessageKind kind, ReadOnlySpan<byte> message)
    {
        if (kind != MessageKind.Data) return kind == MessageKind.Control ? Control : Cut;
        var start = message.IndexOf((byte)'|') + 1;
        var length = start == 0 ? 0 : message[start..].IndexOf((byte)'|');
        return length > 0 && RecordLayout.Named(message.Slice(start, length)) is { } layout ? layout.TrId : Unknown;
    }

    /// <summary>Returns the metadata of the channel: the app key's place, and of a TR its name, width and the columns that are read.</summary>
    public static Dictionary<string, string> Describe(int appKey, string topic)
    {
        var metadata = new Dictionary<string, string> { [RecordingNotes.AppKey] = appKey.ToString(CultureInfo.InvariantCulture) };
        if (RecordLayout.Named(topic) is not { } layout) return metadata;
        metadata["tr"] = layout.TrId;
        metadata["kind"] = $"{layout.Kind}";
        metadata["least-width"] = layout.Width.ToString(CultureInfo.InvariantCulture);
        metadata["layout"] = string.Join(' ', layout.Fields.Select(field => string.Create(CultureInfo.InvariantCulture, $"{field.Role}={field.Column}")));
        return metadata;
    }
}
