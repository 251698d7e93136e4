using System.Security.Cryptography;
using static OptionAuctions.Recording.Tests.Mcap.Files;

namespace OptionAuctions.Recording.Tests.Mcap;

/// <summary>
/// Files for readers that are not ours, with what our reader says of them. <c>.ci/mcap-check</c> says by MCAP_FOLDER where they go, and compares.
/// </summary>
[Trait("Category", "Node")]
public sealed class OtherReadersSpecs
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("MCAP_FOLDER") ?? Directory.CreateTempSubdirectory("mcap-").FullName;

    [Theory]
    [InlineData("day", 20_000)]
    [InlineData("empty", 0)]
    public void A_finished_file(string name, int messages)
    {
        var samples = Samples(messages);
        using var stream = new MemoryStream();
        using var writer = new McapWriter(stream, new() { ChunkBytes = 64 << 10 });
        writer.AddAttachment("master.txt", "text/plain", 5, 4, "B11612083"u8);
        var schema = writer.AddSchema("kis.text", "", []);
        var metadata = new Dictionary<string, string> { ["tr"] = "H0ZOANC0" };
        var channels = Enumerable.Range(0, 3).Select(i => writer.AddChannel($"{i}/H0ZOANC0", "text", metadata, schema)).ToArray();
        foreach (var sample in samples)
        {
            writer.Write(channels[sample.Topic[0] - '0'], sample.Sequence, sample.LogTime, sample.PublishTime, sample.Bytes);
            if (sample.Sequence == messages / 2) writer.AddMetadata("gap", new Dictionary<string, string> { ["skipped"] = "3" });
        }

        writer.Finish();
        Save(name, stream.ToArray(), samples);
    }

    [Fact]
    public void A_torn_file()
    {
        var samples = Samples(2_000);
        var file = Write(samples, new() { ChunkBytes = 64 << 10 }, finish: false);
        var read = Read(file[..^20_000]);

        Assert.InRange(read.Count, 1, samples.Count - 1);
        Save("torn", file[..^20_000], read);
    }

    private static List<Sample> Samples(int count)
    {
        var random = new Random(19);
        var samples = new List<Sample>();
        for (var i = 0; i < count; i++)
        {
            var payload = new byte[random.Next(400)];
            random.NextBytes(payload);
            var time = (1_790_000_000 * Second) + ((ulong)i * 10_000_000) + (ulong)random.Next(1_000_000);
            samples.Add(new($"{random.Next(3)}/H0ZOANC0", (uint)i, time, time, Convert.ToHexString(payload)));
        }

        return samples;
    }

    private static void Save(string name, byte[] file, List<Sample> expected)
    {
        Assert.Equal(expected, Read(file));
        File.WriteAllBytes(Path.Combine(Folder, $"{name}.mcap"), file);
        File.WriteAllLines(Path.Combine(Folder, $"{name}.txt"), Read(file).Select(sample =>
            $"{sample.Topic} {sample.Sequence} {sample.LogTime} {Convert.ToHexStringLower(SHA256.HashData(sample.Bytes))}"));
    }
}
