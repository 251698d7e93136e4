using OptionAuctions.Faults.Tests.Rig;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The venue sends what it should not. The session is kept where that is possible, and otherwise replaced once.</summary>
public sealed class HostileBytesSpecs(ITestOutputHelper output)
{
    private const int Cap = 4 * 1024 * 1024;
    private static readonly byte[] Good = Data.Message(Data.Three);

    private static readonly Dictionary<string, (byte[][] Bytes, DecodeError Refused)> Bearable = new()
    {
        ["broken UTF-8"] = ([WsFrame.Text([.. "0|H0ZOANC0|001|"u8, 0xC5, 0xE4, 0xFF])], DecodeError.FieldCount),
        ["prose"] = ([WsFrame.Text("good morning"u8)], DecodeError.UnknownKind),
        ["nothing"] = ([WsFrame.Text([])], DecodeError.Empty),
        ["bars and zeros"] = ([WsFrame.Text("0|||\0\0\0"u8)], DecodeError.UnknownTr),
        ["half an object"] = ([WsFrame.Text("{\"header\":{"u8)], DecodeError.BadJson),
        ["an object of another kind"] = ([WsFrame.Text("{}"u8)], DecodeError.BadJson),
        ["objects in objects, a thousand deep"] = (
            [WsFrame.Text(Enumerable.Repeat("{\"a\":"u8.ToArray(), 1000).SelectMany(b => b).ToArray())], DecodeError.BadJson),
        ["a binary message"] = ([WsFrame.Of(WsFrame.BinaryMessage, [0, 1, 2, 255])], DecodeError.UnknownKind),
        ["control frames in the middle of a message"] = (
            [
                WsFrame.Of(WsFrame.TextMessage, "good "u8, last: false), WsFrame.Of(WsFrame.PingMessage, "?"u8),
                WsFrame.Of(WsFrame.PongMessage, []), WsFrame.Of(WsFrame.Continuation, "morning"u8),
            ], DecodeError.UnknownKind),
        ["200 MiB in frames of one message"] = (
            [
                WsFrame.Of(WsFrame.TextMessage, "0|"u8, last: false),
                .. Enumerable.Repeat(WsFrame.Of(WsFrame.Continuation, new byte[1024 * 1024], last: false), 200),
                WsFrame.Of(WsFrame.Continuation, []),
            ],
            DecodeError.TooLong),
        ["200 MiB in one frame"] = (
            [[0x81, 127, 0, 0, 0, 0, 0x0C, 0x80, 0, 0], .. Enumerable.Repeat(new byte[1024 * 1024], 200)], DecodeError.TooLong),
    };

    private static readonly Dictionary<string, byte[][]> Unbearable = new()
    {
        ["noise"] = [[.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 197) ^ 0xA7))]],
        ["an opcode nobody has defined"] = [WsFrame.Of(3, Good)],
        ["a control opcode nobody has defined"] = [WsFrame.Of(11, "x"u8)],
        ["reserved bits"] = [WsFrame.Of(WsFrame.TextMessage, Good, reserved: 0x40)],
        ["a continuation of nothing"] = [WsFrame.Of(WsFrame.Continuation, Good)],
        ["a message that begins in another"] = [WsFrame.Of(WsFrame.TextMessage, Good, last: false), WsFrame.Text(Good)],
        ["a ping that is too long"] = [WsFrame.Of(WsFrame.PingMessage, new byte[126])],
        ["a close of one byte"] = [WsFrame.Of(WsFrame.CloseMessage, [3])],
        ["a masked frame"] = [WsFrame.Of(WsFrame.TextMessage, Good, masked: true)],
        ["a length beyond all bounds"] = [[0x81, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]],
    };

    public static TheoryData<string> Bearables => [.. Bearable.Keys];

    public static TheoryData<string> Unbearables => [.. Unbearable.Keys];

    [Theory]
    [MemberData(nameof(Bearables))]
    public async Task The_session_is_kept_after(string what)
    {
        var (bytes, refused) = Bearable[what];
        var ready = new SemaphoreSlim(0);
        await using var venue = HostileVenue.Start(async (line, _) =>
        {
            await line.OpenAsync(Data.Three.Count);
            await line.SendAsync(WsFrame.Text(Good));
            await ready.WaitAsync();
            foreach (var chunk in bytes) await line.SendAsync(chunk);
            await line.SendAsync(WsFrame.Text(Good));
            await line.ServeAsync();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three, new(o => o.Connection.MaxMessageBytes = Cap));
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 1);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        ready.Release();
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 2);
        var risen = GC.GetTotalMemory(forceFullCollection: true) - before;

        var counts = await rig.DrainAsync();
        Assert.Equal((1, 1), (venue.Dials, counts.SocketsOpened));
        Assert.Equal(refused, Assert.Single(counts.RefusedMessages).Key);
        Assert.Equal(1, counts.Refused);
        Assert.True(risen <= 2 * Cap, $"the heap rose by {risen:N0} bytes");
        output.WriteLine($"heap {risen:+#,0;-#,0;0} bytes");
    }

    [Theory]
    [MemberData(nameof(Unbearables))]
    public async Task The_session_is_replaced_once_after(string what)
    {
        var ready = new SemaphoreSlim(0);
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            await line.OpenAsync(Data.Three.Count);
            await line.SendAsync(WsFrame.Text(Good));
            if (number == 1)
            {
                await ready.WaitAsync();
                foreach (var chunk in Unbearable[what]) await line.SendAsync(chunk);
                await line.SendAsync(WsFrame.Text(Good)); // nobody can tell any more where this one begins
            }

            await line.ServeAsync();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three, new(o => o.Connection.MaxMessageBytes = Cap));
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 1);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        ready.Release();
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 2);
        var risen = GC.GetTotalMemory(forceFullCollection: true) - before;

        var counts = await rig.DrainAsync();
        Assert.Equal((2, 2), (venue.Dials, counts.SocketsOpened));
        Assert.Equal(6, counts.Applied);
        Assert.Equal(1, rig.Last(Data.Three[0]).Gaps);
        Assert.True(risen <= 2 * Cap, $"the heap rose by {risen:N0} bytes");
    }

    [Fact]
    public async Task A_message_of_200_MiB_that_never_ends_is_left_once_it_falls_silent()
    {
        long before = 0, risen = 0;
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            await line.OpenAsync(Data.Three.Count);
            if (number == 1)
            {
                before = GC.GetTotalMemory(forceFullCollection: true);
                var more = WsFrame.Of(WsFrame.Continuation, new byte[64 * 1024], last: false);
                await line.SendAsync(WsFrame.Of(WsFrame.TextMessage, "0|"u8, last: false));
                for (var sent = 0; sent < 200 * 1024 * 1024; sent += more.Length) await line.SendAsync(more);
                risen = GC.GetTotalMemory(forceFullCollection: true) - before;
            }
            else
            {
                await line.SendAsync(WsFrame.Text(Good));
            }

            await line.ServeAsync();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three, new(o =>
            (o.Connection.MaxMessageBytes, o.Connection.IdleWarning, o.Connection.IdleReconnect) = (Cap, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))));
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 1);

        var counts = await rig.DrainAsync();
        Assert.Equal((2, 1), (venue.Dials, counts.RefusedMessages[DecodeError.TooLong]));
        Assert.True(risen <= 2 * Cap, $"the heap rose by {risen:N0} bytes");
        output.WriteLine($"heap {risen:+#,0;-#,0;0} bytes with 200 MiB read");
    }
}
