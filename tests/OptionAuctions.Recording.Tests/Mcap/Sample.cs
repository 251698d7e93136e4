using System.Text;

namespace OptionAuctions.Recording.Tests.Mcap;

/// <summary>A message as it was given to a writer, or as a reader gave it, with a payload of its own.</summary>
public sealed record Sample(string Topic, uint Sequence, ulong LogTime, ulong PublishTime, string Payload)
{
    public static Sample Of(McapMessage message) => new(
        message.Channel.Topic, message.Sequence, message.LogTime, message.PublishTime, Convert.ToHexString(message.Payload.Span));

    public byte[] Bytes => Convert.FromHexString(Payload);

    public static Sample Text(string topic, uint sequence, ulong time, string text) =>
        new(topic, sequence, time, time, Convert.ToHexString(Encoding.UTF8.GetBytes(text)));
}
