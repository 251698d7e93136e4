using OptionAuctions.Venue.Sessions;
using OptionAuctions.Venue.Sockets;

namespace OptionAuctions.Venue.Tests.Sockets;

public sealed class SocketConnectionSpecs
{
    [Fact]
    public async Task What_waits_is_written_in_order_whatever_its_size_and_in_few_writes()
    {
        var line = new SocketConnection(null, () => { }, 100);
        byte[][] parts = [.. new[] { 10, 300, 70_000, 20, 40_000, 40_000, 5, 65_536, 1 }.Select((length, i) => Enumerable.Repeat((byte)i, length).ToArray())];
        foreach (var part in parts) Assert.True(line.Send(new Outgoing(part)));
        line.Complete();

        using var stream = new CountingStream();
        await line.RunAsync(stream);

        Assert.Equal(parts.SelectMany(p => p), stream.ToArray());
        Assert.True(stream.Writes < parts.Length, $"{stream.Writes} writes");
    }

    [Fact]
    public async Task A_part_can_be_written_several_times()
    {
        var line = new SocketConnection(null, () => { }, 100);
        line.Send(new Outgoing(new byte[] { 1, 2 }, Times: 3));
        line.Complete();

        using var stream = new CountingStream();
        await line.RunAsync(stream);

        Assert.Equal([1, 2, 1, 2, 1, 2], stream.ToArray());
    }

    [Fact]
    public async Task Nothing_is_written_behind_the_end_and_whoever_waits_for_it_is_let_go()
    {
        var aborted = false;
        var line = new SocketConnection(null, () => aborted = true, 100);
        var written = new TaskCompletionSource();
        line.Send(new Outgoing(new byte[] { 1 }, Then: AfterWrite.HangUp));
        line.Send(new Outgoing(new byte[] { 2 }, Written: written));

        using var stream = new CountingStream();
        await line.RunAsync(stream);

        Assert.Equal([1], stream.ToArray());
        Assert.True(aborted);
        await written.Task;
        Assert.False(line.Send(new Outgoing(new byte[] { 3 })));
    }

    [Fact]
    public void A_full_queue_takes_no_more()
    {
        var line = new SocketConnection(null, () => { }, 2);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => line.Send(new Outgoing(new byte[1]))));
    }

    private sealed class CountingStream : MemoryStream
    {
        public int Writes { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Writes++;
            return base.WriteAsync(buffer, cancellationToken);
        }
    }
}
