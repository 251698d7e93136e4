using System.Net;
using System.Net.Sockets;

namespace OptionAuctions.TestKit;

/// <summary>One connection through a <see cref="FaultProxy"/>: a copying loop for each direction, under the faults of that direction.</summary>
internal sealed class ProxiedConnection(FaultProxy proxy, Socket client, int seed, TimeProvider time)
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public async Task RunAsync(IPEndPoint server, CancellationToken stop)
    {
        client.NoDelay = true;
        try
        {
            await _server.ConnectAsync(server, stop).ConfigureAwait(false);
            await Task.WhenAll(
                PumpAsync(client, _server, Direction.Upstream, stop),
                PumpAsync(_server, client, Direction.Downstream, stop)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            Reset(); // there is no server
        }
        finally
        {
            client.Dispose();
            _server.Dispose();
        }
    }

    /// <summary>Closes both sockets with RST.</summary>
    public void Reset()
    {
        client.Close(0);
        _server.Close(0);
    }

    /// <summary>Copies until the stream ends. When one side is gone, the other is told at once, although the other direction still waits for it.</summary>
    private async Task PumpAsync(Socket from, Socket to, Direction direction, CancellationToken stop)
    {
        try
        {
            await CopyAsync(from, to, direction, stop).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            if (!proxy.Faults(direction).OfType<Fault.Timeout>().Any()) Reset(); // a black hole passes no reset on
        }
    }

    private async Task CopyAsync(Socket from, Socket to, Direction direction, CancellationToken stop)
    {
        var random = new Random(seed ^ (int)direction);
        var buffer = new byte[16 * 1024];
        long passed = 0;
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, stop).ConfigureAwait(false);
            var faults = proxy.Faults(direction);
            if (count == 0)
            {
                await EndAsync(to, faults, stop).ConfigureAwait(false);
                return;
            }

            if (await SwallowAsync(faults, stop).ConfigureAwait(false))
            {
                proxy.Swallowed(count);
                continue;
            }

            var remaining = faults.OfType<Fault.LimitData>().FirstOrDefault() is { } limit ? Math.Max(0, limit.Bytes - passed) : long.MaxValue;
            var allowed = (int)Math.Min(count, remaining);
            await PassAsync(to, buffer.AsMemory(0, allowed), faults, random, stop).ConfigureAwait(false);
            passed += allowed;
            if (allowed == count) continue;
            Close();
            return;
        }
    }

    /// <summary>Applies the faults that discard bytes: a black hole discards them, a reset ends the connection too.</summary>
    /// <returns>True when the bytes were discarded.</returns>
    private async Task<bool> SwallowAsync(Fault[] faults, CancellationToken stop)
    {
        foreach (var fault in faults)
        {
            switch (fault)
            {
                case Fault.ResetPeer reset:
                    await DelayAsync(reset.After, stop).ConfigureAwait(false);
                    Reset();
                    return true;
                case Fault.Timeout { CloseAfter: { } after }:
                    await DelayAsync(after, stop).ConfigureAwait(false);
                    Close();
                    return true;
                case Fault.Timeout:
                    return true;
            }
        }

        return false;
    }

    private async Task PassAsync(Socket to, ReadOnlyMemory<byte> bytes, Fault[] faults, Random random, CancellationToken stop)
    {
        if (faults.OfType<Fault.Latency>().FirstOrDefault() is { } latency)
            await DelayAsync(latency.Delay + (latency.Jitter * random.NextDouble()), stop).ConfigureAwait(false);

        var slicer = faults.OfType<Fault.Slicer>().FirstOrDefault();
        var bandwidth = faults.OfType<Fault.Bandwidth>().FirstOrDefault();
        while (!bytes.IsEmpty)
        {
            var size = slicer is null ? bytes.Length : Math.Min(bytes.Length, random.Next(slicer.Least, slicer.Most + 1));
            if (bandwidth is not null)
            {
                size = Math.Min(size, Math.Max(1, bandwidth.BytesPerSecond / 20)); // in steps of a twentieth of a second
                await DelayAsync(TimeSpan.FromSeconds((double)size / bandwidth.BytesPerSecond), stop).ConfigureAwait(false);
            }

            await to.SendAsync(bytes[..size], stop).ConfigureAwait(false);
            bytes = bytes[size..];
            if (slicer is not null && !bytes.IsEmpty) await DelayAsync(slicer.Pause, stop).ConfigureAwait(false);
        }
    }

    private async Task EndAsync(Socket to, Fault[] faults, CancellationToken stop)
    {
        if (faults.OfType<Fault.SlowClose>().FirstOrDefault() is { } slow) await DelayAsync(slow.Delay, stop).ConfigureAwait(false);
        if (!faults.OfType<Fault.Timeout>().Any()) to.Shutdown(SocketShutdown.Send); // a black hole passes no end of the stream on
    }

    private void Close()
    {
        client.Shutdown(SocketShutdown.Both);
        _server.Shutdown(SocketShutdown.Both);
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken stop) => delay > TimeSpan.Zero ? Task.Delay(delay, time, stop) : Task.CompletedTask;
}
