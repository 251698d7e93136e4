using System.Runtime.InteropServices;

namespace OptionAuctions.Cli;

/// <summary>The handlers of Ctrl+C, SIGTERM and a closing terminal: the first signal requests an end, the second one ends the process at once.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] StopSignals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PosixSignalRegistration[] _registrations;

    private Signals(CancellationTokenSource stop) => _registrations = [.. StopSignals.Select(signal => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }))];

    /// <summary>Registers handlers that cancel <paramref name="stop"/> on the first signal.</summary>
    public static Signals Cancel(CancellationTokenSource stop) => new(stop);

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
