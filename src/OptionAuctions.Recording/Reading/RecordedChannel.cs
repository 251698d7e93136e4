using System.Globalization;

namespace OptionAuctions.Recording;

/// <summary>A channel of a recording: messages of one app key and one topic.</summary>
/// <param name="AppKey">Place of its app key, from 0.</param>
/// <param name="Kind">Kind of its messages.</param>
/// <param name="Topic">The TR of records, or what its messages are else.</param>
public readonly record struct RecordedChannel(int AppKey, MessageKind Kind, string Topic)
{
    /// <summary>Returns what a channel of a file is; its topic is an app key's place, a slash and the rest.</summary>
    internal static RecordedChannel Of(McapChannel channel)
    {
        var parts = channel.Topic.Split('/', 2);
        var appKey = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var kind = parts[^1] switch
        {
            RecordingTopic.Control => MessageKind.Control,
            RecordingTopic.Cut => MessageKind.Cut,
            _ => MessageKind.Data,
        };
        return new RecordedChannel(appKey, kind, parts[^1]);
    }
}
