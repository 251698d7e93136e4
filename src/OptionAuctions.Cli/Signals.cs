using System.Runtime.InteropServices;

namespace OptionAuctions.Cli;

/// <summary>Ctrl+C, SIGTERM and a closing terminal ask for an end; a second one of them ends the process where it stands.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] Ends = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PosixSignalRegistration[] _registrations;

    private Signals(CancellationTokenSource stop) => _registrations = [.. Ends.Select(signal => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }))];

    /// <summary>Cancels <paramref name="stop"/> on the first signal.</summary>
    public static Signals Cancel(CancellationTokenSource stop) => new(stop);

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
