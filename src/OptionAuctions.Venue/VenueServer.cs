using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OptionAuctions.Venue.Http;
using OptionAuctions.Venue.Replays;
using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue;

/// <summary>
/// A simulated KIS on one port: <c>POST /oauth2/Approval</c>, and the real-time feed as a WebSocket on any path. It writes to no
/// console, handles no signal and reads no clock but its own.
/// </summary>
public sealed class VenueServer : IAsyncDisposable
{
    // In real time, whatever the venue's clock does: it bounds a socket, not a market.
    private static readonly TimeSpan CloseHandshakeTimeout = TimeSpan.FromSeconds(2);

    private const int OtherConnections = 256, MaxHeaderBytes = 16 * 1024, MaxHeaders = 64;

    private readonly KestrelServer _http;
    private readonly VenueEngine _engine;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _killed = new();
    private int _stopped;

    private VenueServer(KestrelServer http, VenueEngine engine, VenueClock clock, TimeProvider time) =>
        (_http, _engine, Clock, _time) = (http, engine, clock, time);

    /// <summary>The URL to which clients connect: <c>ws://127.0.0.1:port/tryitout</c>. Any other path does as well.</summary>
    public Uri WebSocketUrl { get; private set; } = null!;

    /// <summary>The base URL of the approval endpoint: <c>http://127.0.0.1:port</c>, without <c>/oauth2/Approval</c>.</summary>
    public Uri ApprovalUrl { get; private set; } = null!;

    /// <summary>The venue's clock. A process that embeds the venue uses it as its own, and so sees an auction whatever the hour.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Checks the options, listens, and starts the clock.</summary>
    /// <param name="options">How the venue is set up.</param>
    /// <param name="time">Base of the venue's clock; the machine's when <see langword="null"/>. A stepped one makes a stepped venue.</param>
    /// <param name="ct">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is impossible, or there is no message to play; the message names it.</exception>
    /// <exception cref="VenueStartException">The port is taken, or not to be had.</exception>
    public static async Task<VenueServer> StartAsync(VenueOptions options, TimeProvider? time = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        time ??= TimeProvider.System;
        var replay = options.Replay is { } messages ? ReplayPlayer.Open(messages, options.ReplayLead * options.Speed) : null;
        if (replay is not null) options = options with { StartsAt = replay.StartsAt };
        var clock = new VenueClock(time, options.StartsAt, options.Speed);
        var engine = new VenueEngine(options, clock, replay);
        var server = new VenueServer(Kestrel(options), engine, clock, time);
        try
        {
            await server._http.StartAsync(new VenueHttp(engine, options), ct);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            server._http.Dispose();
            engine.Dispose();
            throw new VenueStartException($"the venue cannot listen on {options.ListenAddress}:{options.Port}: {Reason(e)}", e);
        }

        var port = new Uri(server._http.Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        var host = options.ListenAddress switch
        {
            var any when any.Equals(IPAddress.Any) => IPAddress.Loopback,
            var any when any.Equals(IPAddress.IPv6Any) => IPAddress.IPv6Loopback,
            var one => one,
        };
        server.WebSocketUrl = new UriBuilder("ws", host.ToString(), port, "tryitout").Uri;
        server.ApprovalUrl = new UriBuilder("http", host.ToString(), port).Uri;
        return server;
    }

    /// <summary>Returns the state of the venue now.</summary>
    public VenueState State() => _engine.State();

    /// <summary>Completes with the first state that satisfies a condition; at once when the present one does.</summary>
    /// <param name="condition">Evaluated on every change, so that it should be cheap; it must not wait.</param>
    /// <param name="ct">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The venue stopped first.</exception>
    public Task<VenueState> WhenAsync(Func<VenueState, bool> condition, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _engine.WhenAsync(condition, ct);
    }

    /// <summary>
    /// Sends bytes as one WebSocket text frame to every open session, registered or not. They need not be UTF-8, nor anything else.
    /// </summary>
    /// <param name="message">The message; counted like market data, its records too as far as it is any.</param>
    /// <param name="ct">Cancels the wait, not the sending.</param>
    /// <returns>Completes when it is written to every session, or the session has ended.</returns>
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct = default) => _engine.SendAsync(message).WaitAsync(ct);

    /// <summary>The scenario that is played now.</summary>
    public Scenario Scenario => _engine.Scenario;

    /// <summary>Begins another scenario and ends the one before; what that did to sessions stays.</summary>
    /// <param name="scenario">From <see cref="ScenarioCatalog"/> or <see cref="Scenario.Parse"/>; <see cref="Scenario.Calm"/> ends
    /// all faults.</param>
    /// <exception cref="ArgumentException">It holds a call that overlaps another call of the day.</exception>
    public void Play(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _engine.Play(scenario);
    }

    /// <summary>
    /// Sends every open session records of what it is registered for, encoded beforehand and written in blocks, in addition to the
    /// market's records. Each connection takes them as fast as its client reads; no session is cut for being slow.
    /// </summary>
    /// <param name="load">How much is sent.</param>
    /// <param name="ct">Ends the run; what was sent until then is reported.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    public async Task<LoadReport> LoadAsync(LoadOptions load, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(load);
        load.Validate();
        var runs = await Task.Run(() => _engine.PrepareLoad(load), ct);
        var began = _time.GetTimestamp();
        await Task.WhenAll(runs.Select(run => Task.Run(() => run.RunAsync(_time, ct), CancellationToken.None)));
        return new LoadReport(
            runs.Count, runs.Sum(r => r.Frames), runs.Sum(r => r.Records), runs.Sum(r => r.Bytes), _time.GetElapsedTime(began));
    }

    /// <summary>
    /// Ends every session by a TCP reset, without a WebSocket close frame. Their slots are free at once, since the venue
    /// ended them itself.
    /// </summary>
    public void AbortSessions() => _engine.Run(new VenueAction.Cut());

    /// <summary>Closes every session with code 1000, waits up to 2 s for the answers, and frees the port.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _engine.Run(new VenueAction.Close(1000));
        using var timeout = new CancellationTokenSource(CloseHandshakeTimeout);
        await _http.StopAsync(timeout.Token);
        End();
    }

    /// <summary>Ends as a killed process does: sessions are reset, the port is free at once, and no close frame is sent.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _engine.Run(new VenueAction.Cut());
        await _killed.CancelAsync();
        await _http.StopAsync(_killed.Token);
        End();
    }

    /// <summary>As <see cref="StopAsync"/>, unless it was stopped or killed.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _killed.Dispose();
    }

    private static KestrelServer Kestrel(VenueOptions options)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Limits.MaxConcurrentConnections = options.MaxSessions + OtherConnections;
        kestrel.Limits.MaxRequestBodySize = VenueHttp.LongestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = MaxHeaders;
        kestrel.Limits.RequestHeadersTimeout = options.RequestTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: options.RequestTimeout);
        kestrel.Listen(options.ListenAddress, options.Port);
        var transportOptions = new SocketTransportOptions { MaxWriteBufferSize = 1 }; // a write is done when the kernel has it: no reset overtakes it
        var transport = new SocketTransportFactory(Options.Create(transportOptions), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(kestrel), transport, NullLoggerFactory.Instance);
    }

    private static string Reason(Exception e) => e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException
        ? "the port is taken; choose another, or 0 for any free one"
        : e.Message;

    private void End()
    {
        _http.Dispose();
        _engine.Dispose();
    }
}
