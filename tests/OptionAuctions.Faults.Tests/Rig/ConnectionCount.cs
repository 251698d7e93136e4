using OptionAuctions.WebSockets;

namespace OptionAuctions.Faults.Tests.Rig;

/// <summary>Counts connections, and those that were taken back.</summary>
internal sealed class ConnectionCount : IConnectionCounter
{
    private int _made, _takenBack;

    public int Made => Volatile.Read(ref _made);

    public int TakenBack => Volatile.Read(ref _takenBack);

    public Action Count()
    {
        Interlocked.Increment(ref _made);
        return () => Interlocked.Increment(ref _takenBack);
    }
}
