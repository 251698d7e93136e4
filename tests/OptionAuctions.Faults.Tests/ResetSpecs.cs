using OptionAuctions.Faults.Tests.Rig;
using Xunit.Abstractions;

namespace OptionAuctions.Faults.Tests;

/// <summary>The line is reset, at each step of its way up.</summary>
public sealed class ResetSpecs(ITestOutputHelper output)
{
    [Fact]
    public async Task A_reset_in_handshake_registration_or_data_is_recovered_from()
    {
        var frame = WsFrame.Text(Data.Message(Data.Three));
        var delivered = new SemaphoreSlim(0);
        await using var venue = HostileVenue.Start(async (line, number) =>
        {
            switch (number)
            {
                case 1: // nothing was answered
                    break;
                case 2: // in the middle of the answer to the upgrade
                    await line.SendAsync(line.Yes().AsMemory(0, 40));
                    break;
                case 3: // nothing was said on the socket yet
                    await line.UpgradeAsync();
                    break;
                case 4: // a registration was asked for and is not answered
                    await line.UpgradeAsync();
                    await line.ReadAsync();
                    break;
                case 5: // between two registrations
                    await line.OpenAsync(1);
                    break;
                case 6: // in the middle of the data
                    await line.OpenAsync(Data.Three.Count);
                    await line.SendAsync(frame);
                    await delivered.WaitAsync();
                    await line.SendAsync(frame.AsMemory(0, frame.Length / 2));
                    break;
                default:
                    await line.OpenAsync(Data.Three.Count);
                    await line.SendAsync(frame);
                    await line.ServeAsync();
                    break;
            }

            line.Reset();
        });
        await using var rig = FeedRig.Start(output, venue.WebSocketUrl, venue.ApprovalUrl, Data.Three);
        await rig.AppliedAsync(Data.Three[2], 1);
        delivered.Release();
        foreach (var code in Data.Three) await rig.AppliedAsync(code, 2);

        var counts = await rig.DrainAsync();
        Assert.Equal(6, counts.Applied);
        Assert.Equal(7, venue.Dials);
        Assert.Equal(5, counts.SocketsOpened); // the first two never were
    }
}
