namespace OptionAuctions.Recording.Tests.Mcap;

/// <summary>Files in memory: written, read, and changed.</summary>
internal static class Files
{
    public const ulong Second = 1_000_000_000;

    /// <summary>Writes messages; each topic is a channel.</summary>
    public static byte[] Write(IEnumerable<Sample> samples, McapWriterOptions? options = null, bool finish = true)
    {
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream, options);
        var channels = new Dictionary<string, ushort>();
        foreach (var sample in samples)
        {
            if (!channels.TryGetValue(sample.Topic, out var channel))
                channels[sample.Topic] = channel = writer.AddChannel(sample.Topic, "text", new Dictionary<string, string> { ["tr"] = sample.Topic });
            writer.Write(channel, sample.Sequence, sample.LogTime, sample.PublishTime, sample.Bytes);
        }

        if (finish) writer.Finish();
        else writer.Flush();
        return stream.ToArray();
    }

    public static List<Sample> Read(byte[] file, out McapReader reader)
    {
        reader = new McapReader(new MemoryStream(file));
        return [.. reader.ReadAll().Select(Sample.Of)];
    }

    public static List<Sample> Read(byte[] file) => Read(file, out _);

    /// <summary>The records of the top level of a whole file, by a walk of its own.</summary>
    public static List<(long Offset, byte Opcode, long End)> Records(byte[] file)
    {
        var records = new List<(long, byte, long)>();
        for (long at = 8; at < file.Length - 8;)
        {
            var end = at + 9 + BitConverter.ToInt64(file, (int)at + 1);
            records.Add((at, file[at], end));
            at = end;
        }

        return records;
    }
}
