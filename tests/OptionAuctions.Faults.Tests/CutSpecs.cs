using OptionAuctions.Faults.Tests.Rig;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The line ends where it is least convenient.</summary>
public sealed class CutSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task After_a_cut_at_any_byte_of_a_frame_the_next_frame_is_delivered()
    {
        var frame = WsFrame.Text(Data.Message(Data.Three));
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            await line.OpenAsync(Data.Three.Count);
            if (number > 1) await line.SendAsync(frame); // what the life before was cut in front of
            if (number > frame.Length + 1) await line.ServeAsync();
            else await line.SendAsync(frame.AsMemory(0, number - 1));
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three);

        var whole = frame.Length + 1 + 1; // one a life from the second on, and the one that was cut behind its last byte
        foreach (var code in Data.Three) await rig.AppliedAsync(code, whole);

        var counts = await rig.DrainAsync();
        Assert.Equal(3 * whole, counts.Applied);
        Assert.Equal(0, counts.Refused);
        Assert.Equal(frame.Length + 2, venue.Dials);
        Assert.Equal(frame.Length + 1, rig.Last(Data.Three[0]).Gaps);
        output.WriteLine($"{frame.Length + 1} cuts");
    }
}
