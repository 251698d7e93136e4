using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OptionAuctions.Venue.Http;
using OptionAuctions.Venue.Load;
using OptionAuctions.Venue.Scenarios;

namespace OptionAuctions.Venue;

/// <summary>
/// A simulated KIS on one port: <c>POST /oauth2/Approval</c>, and the real-time feed as a WebSocket on any path. It writes to no
/// console, handles no signal and reads no clock but its own.
/// </summary>
public sealed class VenueServer : IAsyncDisposable
{
    // Real time whatever the venue's clock does: it bounds a socket, not a market.
    private static readonly TimeSpan CloseHandshake = TimeSpan.FromSeconds(2);

    private const int ConnectionsBesideSessions = 256;

    private readonly KestrelServer _http;
    private readonly VenueEngine _engine;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _killed = new();
    private int _stopped;

    private VenueServer(KestrelServer http, VenueEngine engine, VenueClock clock, TimeProvider time) =>
        (_http, _engine, Clock, _time) = (http, engine, clock, time);

    /// <summary>Where clients connect: <c>ws://127.0.0.1:port/tryitout</c>. Any other path does as well.</summary>
    public Uri WebSocketUrl { get; private set; } = null!;

    /// <summary>Where approval keys are asked for: <c>http://127.0.0.1:port</c>, without <c>/oauth2/Approval</c>.</summary>
    public Uri ApprovalUrl { get; private set; } = null!;

    /// <summary>The venue's time. A process that embeds the venue lives on it, and so sees an auction whatever the hour.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Checks the options, listens, and starts the clock.</summary>
    /// <param name="options">How the venue is set up.</param>
    /// <param name="time">Base of the venue's clock; the machine's when <see langword="null"/>. A stepped one makes a stepped
    /// venue.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option is impossible; the message names it.</exception>
    /// <exception cref="VenueStartException">The port is taken, or not to be had.</exception>
    public static async Task<VenueServer> StartAsync(VenueOptions options, TimeProvider? time = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        time ??= TimeProvider.System;
        var clock = new VenueClock(time, options.StartsAt, options.Speed);
        var engine = new VenueEngine(options, clock);
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
        var host = options.ListenAddress.Equals(IPAddress.Any) ? IPAddress.Loopback : options.ListenAddress;
        server.WebSocketUrl = new UriBuilder("ws", host.ToString(), port, "tryitout").Uri;
        server.ApprovalUrl = new UriBuilder("http", host.ToString(), port).Uri;
        return server;
    }

    /// <summary>What the venue knows now.</summary>
    public VenueState State() => _engine.State();

    /// <summary>Completes with the first state that satisfies a condition; at once when the present one does.</summary>
    /// <param name="condition">Asked on every change, so it should be cheap; it must not wait.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ObjectDisposedException">The venue stopped first.</exception>
    public Task<VenueState> WhenAsync(Func<VenueState, bool> condition, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _engine.WhenAsync(condition, ct);
    }

    /// <summary>
    /// Sends bytes as one text frame to every open session, registered or not. They need not be UTF-8, nor anything else.
    /// </summary>
    /// <param name="message">The message; counted like market data, its records too as far as it is any.</param>
    /// <param name="ct">Gives up waiting, not sending.</param>
    /// <returns>Completes when it is written to every session, or the session gone.</returns>
    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct = default) => _engine.SendAsync(message).WaitAsync(ct);

    /// <summary>What goes wrong now.</summary>
    public Scenario Scenario => _engine.Scenario;

    /// <summary>Begins another scenario; the one before is over, what it did to sessions stays.</summary>
    /// <param name="scenario">From <see cref="ScenarioCatalog"/> or <see cref="Scenario.Parse"/>; <see cref="Scenario.Calm"/> ends
    /// all trouble.</param>
    public void Play(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        _engine.Play(scenario);
    }

    /// <summary>
    /// Sends every open session records of what it is registered for, encoded beforehand and written in blocks, beside the market.
    /// Each line takes them as fast as its client reads; nobody is cut for being slow.
    /// </summary>
    /// <param name="load">How much.</param>
    /// <param name="ct">Ends it; what was sent until then is reported.</param>
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
    /// Ends every session by a TCP reset, without a close frame. Their slots are free at once: the venue knows that they are over.
    /// </summary>
    public void AbortSessions() => _engine.Direct(new VenueAction.Cut());

    /// <summary>Closes every session with code 1000, waits up to 2 s for the answers, and frees the port.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _engine.Direct(new VenueAction.Close(1000));
        using var patience = new CancellationTokenSource(CloseHandshake);
        await _http.StopAsync(patience.Token);
        End();
    }

    /// <summary>Ends as a killed process does: sessions are reset, the port is free at once, nobody is told.</summary>
    public async Task KillAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _engine.Direct(new VenueAction.Cut());
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
        kestrel.Limits.MaxConcurrentConnections = options.MaxSessions + ConnectionsBesideSessions;
        kestrel.Listen(options.ListenAddress, options.Port);
        var direct = new SocketTransportOptions { MaxWriteBufferSize = 1 }; // a write is done when the kernel has it: no reset overtakes it
        var transport = new SocketTransportFactory(Options.Create(direct), NullLoggerFactory.Instance);
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
