using System.Text;
using Microsoft.Extensions.Time.Testing;
using OptionAuctions.Cli.Rehearsing;

namespace OptionAuctions.Cli.Tests.Rehearsals;

public sealed class RawMessagesSpecs : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("raw-");

    private string Raw => Path.Combine(_folder.FullName, "new-folder", "raw.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_message_is_kept_byte_for_byte_with_its_time_and_its_length()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 9, 0, 0, 125, MarketTime.Offset));
        using (var raw = RawMessages.Create(Raw, time))
        {
            raw.Add("0|one\ntwo"u8);
            raw.Add([0xB0, 0xA1]); // no UTF-8
        }

        Assert.Equal("2026-12-01 09:00:00.125 9 0|one\ntwo\n2026-12-01 09:00:00.125 2 \u00b0\u00a1\n", Encoding.Latin1.GetString(File.ReadAllBytes(Raw)));
    }

    [Fact]
    public void Beyond_its_bound_messages_are_counted_and_not_kept()
    {
        var sixteenMegabytes = new byte[16 << 20];
        using var raw = RawMessages.Create(Raw, TimeProvider.System);
        for (var i = 0; i < 5; i++) raw.Add(sixteenMegabytes);
        raw.Add("short"u8);

        Assert.Equal(3, raw.Dropped); // three fit into 64 MiB with what stands before them
        Assert.InRange(new FileInfo(Raw).Length, 48 << 20, 64 << 20);
    }

    [Fact]
    public void A_file_that_there_is_already_is_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Raw)!);
        File.WriteAllText(Raw, "kept");

        var refused = Assert.Throws<CliException>(() => RawMessages.Create(Raw, TimeProvider.System));

        Assert.StartsWith($"the file for the messages '{Raw}' cannot be created: ", refused.Message);
        Assert.Equal("kept", File.ReadAllText(Raw));
    }
}
