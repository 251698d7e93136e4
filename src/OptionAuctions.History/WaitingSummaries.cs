namespace OptionAuctions.History;

/// <summary>The summaries that wait for the store, up to a bound: beyond it the oldest is dropped and counted.</summary>
/// <param name="bound">Summaries that may wait, those in hand included; 1 or more.</param>
internal sealed class WaitingSummaries(int bound)
{
    private readonly LinkedList<CallSummary> _waiting = new();
    private IReadOnlyList<CallSummary> _inHand = [];

    /// <summary>The counters, without failures.</summary>
    public HistoryCounts Counts => new(Finished, Stored, _waiting.Count + _inHand.Count, Lost, Failures);

    /// <summary>True when some wait and none are in hand.</summary>
    public bool HasNext => _waiting.Count > 0 && _inHand.Count == 0;

    /// <summary>True when none wait and none are in hand.</summary>
    public bool IsEmpty => _waiting.Count == 0 && _inHand.Count == 0;

    private long Finished { get; set; }

    private long Stored { get; set; }

    private long Lost { get; set; }

    private long Failures { get; set; }

    /// <summary>Adds one.</summary>
    public void Add(CallSummary summary)
    {
        Finished++;
        _waiting.AddLast(summary);
        Bound();
    }

    /// <summary>Takes the oldest in hand.</summary>
    /// <param name="most">Number of them at most.</param>
    public IReadOnlyList<CallSummary> Take(int most)
    {
        _inHand = [.. _waiting.Take(most)];
        for (var taken = 0; taken < _inHand.Count; taken++) _waiting.RemoveFirst();
        return _inHand;
    }

    /// <summary>Those in hand are stored.</summary>
    public void Succeed()
    {
        Stored += _inHand.Count;
        _inHand = [];
    }

    /// <summary>Those in hand could not be stored, and wait again, before the others.</summary>
    public void Fail()
    {
        Failures++;
        foreach (var summary in _inHand.Reverse()) _waiting.AddFirst(summary);
        _inHand = [];
        Bound();
    }

    /// <summary>Drops all.</summary>
    public void Abandon()
    {
        Lost += _waiting.Count + _inHand.Count;
        _waiting.Clear();
        _inHand = [];
    }

    private void Bound()
    {
        for (; _waiting.Count + _inHand.Count > bound && _waiting.Count > 0; Lost++) _waiting.RemoveFirst();
    }
}
