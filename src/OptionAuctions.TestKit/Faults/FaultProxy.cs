using System.Net;
using System.Net.Sockets;

namespace OptionAuctions.TestKit;

/// <summary>
/// A TCP proxy that applies network faults to the bytes between a client and any server on this machine. Without a fault it passes everything
/// unchanged; faults can be set and removed while connections are open.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<Direction, Fault[]> _faults = new() { [Direction.Downstream] = [], [Direction.Upstream] = [] };
    private readonly HashSet<ProxiedConnection> _open = [];
    private readonly IPEndPoint _server;
    private readonly TimeProvider _time;
    private readonly int _seed;
    private readonly Task _accepting;
    private readonly List<(long Bytes, TaskCompletionSource Reached)> _waiters = [];
    private long _swallowed;
    private int _accepted;

    private FaultProxy(IPEndPoint server, int seed, TimeProvider time)
    {
        (_server, _seed, _time) = (server, seed, time);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port of the proxy on loopback.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The number of connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>Creates a proxy in front of the server of <paramref name="url"/>.</summary>
    /// <param name="url">An address of the server, which listens on this port on loopback.</param>
    /// <param name="seed">The seed from which sizes and jitter are drawn.</param>
    /// <param name="time">Clock of the delays; the system's by default.</param>
    public static FaultProxy InFrontOf(Uri url, int seed = 7, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(url);
        return new FaultProxy(new IPEndPoint(IPAddress.Loopback, url.Port), seed, time ?? TimeProvider.System);
    }

    /// <summary>Returns the same address with host and port of the proxy.</summary>
    public Uri Through(Uri url) => new UriBuilder(url) { Host = IPAddress.Loopback.ToString(), Port = Port }.Uri;

    /// <summary>Sets the faults of a direction from now on, in this order, for open connections too. No fault: removes those that are set.</summary>
    /// <exception cref="ArgumentException">A fault has an impossible value; the message names the fault.</exception>
    public void Set(Direction direction, params Fault[] faults)
    {
        foreach (var fault in faults) Check(fault);
        lock (_gate) _faults[direction] = [.. faults];
    }

    /// <summary>Completes when black holes and resets have discarded this many bytes, so that a test knows that there was something to lose.</summary>
    public Task WhenSwallowedAsync(long bytes)
    {
        lock (_gate)
        {
            if (_swallowed >= bytes) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((bytes, reached));
            return reached.Task;
        }
    }

    /// <summary>Resets (RST) every open connection.</summary>
    public void ResetAll()
    {
        ProxiedConnection[] open;
        lock (_gate) open = [.. _open];
        foreach (var connection in open) connection.Reset();
    }

    /// <summary>Closes the proxy and every connection through it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        ResetAll();
        _listener.Dispose();
        _stop.Dispose();
    }

    internal Fault[] Faults(Direction direction)
    {
        lock (_gate) return _faults[direction];
    }

    internal void Swallowed(int bytes)
    {
        lock (_gate)
        {
            _swallowed += bytes;
            foreach (var (threshold, reached) in _waiters)
                if (_swallowed >= threshold) reached.TrySetResult();
            _waiters.RemoveAll(waiter => _swallowed >= waiter.Bytes);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token).ConfigureAwait(false);
                var number = Interlocked.Increment(ref _accepted);
                _ = ServeAsync(new ProxiedConnection(this, client, _seed + number, _time));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // the proxy was disposed, which ends the accepting
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        lock (_gate) _open.Add(connection);
        await connection.RunAsync(_server, _stop.Token).ConfigureAwait(false);
        lock (_gate) _open.Remove(connection);
    }

    private static void Check(Fault fault)
    {
        var isPossible = fault switch
        {
            Fault.Latency f => f.Delay >= TimeSpan.Zero && f.Jitter >= TimeSpan.Zero,
            Fault.Bandwidth f => f.BytesPerSecond >= 1,
            Fault.Slicer f => f.Least >= 1 && f.Most >= f.Least && f.Pause >= TimeSpan.Zero,
            Fault.LimitData f => f.Bytes >= 0,
            Fault.ResetPeer f => f.After >= TimeSpan.Zero,
            Fault.Timeout f => f.CloseAfter is null || f.CloseAfter >= TimeSpan.Zero,
            Fault.SlowClose f => f.Delay >= TimeSpan.Zero,
            _ => false,
        };
        if (!isPossible) throw new ArgumentException($"{fault.Name} cannot be {fault}", nameof(fault));
    }
}
