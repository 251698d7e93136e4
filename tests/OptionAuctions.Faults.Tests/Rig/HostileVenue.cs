using System.Net;
using System.Net.Sockets;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>A server written by hand, on bare TCP, that does to each line what a test says. It issues approval keys on the same port.</summary>
internal sealed class HostileVenue : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<HostileLine, int, Task> _play;
    private readonly Func<HostileLine, Task> _approve;
    private readonly Lock _gate = new();
    private readonly List<Task> _lines = [];
    private readonly List<HostileLine> _open = [];
    private readonly Task _accepting;
    private int _dials, _connections;

    private HostileVenue(Func<HostileLine, int, Task> play, Func<HostileLine, Task>? approve)
    {
        (_play, _approve) = (play, approve ?? (line => line.ApproveAsync(Canary.ApprovalKey)));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri WebSocketUrl => new($"ws://127.0.0.1:{Port}/tryitout");

    public Uri ApprovalUrl => new($"http://127.0.0.1:{Port}");

    /// <summary>Upgrades asked for.</summary>
    public int Dials => Volatile.Read(ref _dials);

    /// <summary>Connections that were accepted.</summary>
    public int Connections => Volatile.Read(ref _connections);

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Listens.</summary>
    /// <param name="play">What is done to a line that asked for an upgrade and has had no answer, and to the how-manieth, from 1.</param>
    /// <param name="approve">What is done to one that asks for an approval key; it gets one by default.</param>
    public static HostileVenue Start(Func<HostileLine, int, Task> play, Func<HostileLine, Task>? approve = null) => new(play, approve);

    /// <summary>Ends; what a script threw, other than for the line being gone, is thrown here.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        Task[] lines;
        lock (_gate)
        {
            foreach (var line in _open) line.Reset();
            lines = [.. _lines];
        }

        await Task.WhenAll(lines).WaitAsync(FeedRig.Patience);
        _stop.Dispose();
    }

    /// <summary>Ends when every script has ended by itself.</summary>
    public async Task DisposeWhenEndedAsync()
    {
        Task[] lines;
        lock (_gate) lines = [.. _lines];
        await Task.WhenAll(lines).WaitAsync(FeedRig.Patience);
        await DisposeAsync();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var line = new HostileLine(await _listener.AcceptSocketAsync(_stop.Token), _stop.Token);
                Interlocked.Increment(ref _connections);
                lock (_gate)
                {
                    _lines.RemoveAll(l => l.IsCompletedSuccessfully);
                    _open.Add(line);
                    _lines.Add(ServeAsync(line));
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private async Task ServeAsync(HostileLine line)
    {
        await Task.Yield();
        try
        {
            var head = await line.ReadHeadAsync();
            if (head.StartsWith("POST", StringComparison.Ordinal)) await _approve(line);
            else await _play(line, Interlocked.Increment(ref _dials));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // the client is gone, or the test is over
        }
        finally
        {
            line.End();
            lock (_gate) _open.Remove(line);
        }
    }
}
