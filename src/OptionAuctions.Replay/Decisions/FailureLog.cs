namespace OptionAuctions.Replay;

/// <summary>The failures of the actors of one replay: the first ones, and the number of all.</summary>
internal sealed class FailureLog
{
    private const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly List<ActorFailure> _first = [];
    private long _count;

    public (IReadOnlyList<ActorFailure> First, long Count) Read()
    {
        lock (_gate) return ([.. _first], _count);
    }

    public void Add(DateTimeOffset at, Instrument? code, string reason)
    {
        lock (_gate)
        {
            if (_count++ < Kept) _first.Add(new ActorFailure(at, code, reason.ReplaceLineEndings(" ")));
        }
    }
}
