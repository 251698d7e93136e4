namespace OptionAuctions.Recording.Tests.Mcap;

/// <summary>A small file with everything in it: an attachment, a schema, three channels, four chunks, a note.</summary>
internal static class DaySample
{
    public const int Chunks = 4;

    public static byte[] Write(bool finish = true)
    {
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream);
        writer.AddAttachment("master.txt", "text/plain", 5, 4, "B11612083 KR4B11612083"u8);
        var schema = writer.AddSchema("kis.text", "", []);
        var channels = new[] { "H0ZOANC0", "H0ZOCNT0", "H0STCNT0" }
            .Select((tr, i) => writer.AddChannel($"{i}/{tr}", "text", new Dictionary<string, string> { ["tr"] = tr, ["app-key"] = "0" }, schema))
            .ToArray();
        for (var chunk = 0; chunk < Chunks; chunk++)
        {
            for (var i = 0U; i < 3 + chunk; i++)
                writer.Write(channels[i % channels.Length], i, ((ulong)chunk * Files.Second) + i, i, Payload(chunk, i));
            writer.Flush();
            if (chunk == 1) writer.AddMetadata("gap", new Dictionary<string, string> { ["skipped"] = "3" });
        }

        if (finish) writer.Finish();
        return stream.ToArray();
    }

    private static byte[] Payload(int chunk, uint i) =>
        [.. "0|H0ZOANC0|001|B11612083^0859"u8, (byte)('0' + chunk), (byte)('0' + i), .. "^1060^2^-120^"u8, 0xff];
}
