namespace OptionAuctions.Codes;

/// <summary>
/// The backpressure from codes to the stream: a batch is acknowledged when only a few of the codes woken so far have not taken their records yet. So
/// the inboxes of codes stay as short as a batch or two, however fast records come.
/// </summary>
/// <param name="behind">Number of codes that may be behind.</param>
internal sealed class BatchBackpressure(int behind)
{
    private int _codesBehind, _unacknowledged;
    private Action? _acknowledge;

    /// <summary>By the router: adds codes that are being woken.</summary>
    public void AddWoken(int codes) => Interlocked.Add(ref _codesBehind, codes);

    /// <summary>By the router: adds a batch to acknowledge. Its records are with their codes, all of which have been woken.</summary>
    /// <param name="acknowledge">Acknowledges one batch to the stream. Called from any thread.</param>
    public void AcknowledgeWhenTaken(Action acknowledge)
    {
        Volatile.Write(ref _acknowledge, acknowledge);
        Interlocked.Increment(ref _unacknowledged);
        if (Volatile.Read(ref _codesBehind) <= behind) Acknowledge(); // the last of them may have taken its records meanwhile
    }

    /// <summary>By a code: it has taken the records that it was woken for.</summary>
    public void OnTaken()
    {
        if (Interlocked.Decrement(ref _codesBehind) == behind) Acknowledge();
    }

    private void Acknowledge()
    {
        for (var count = Interlocked.Exchange(ref _unacknowledged, 0); count > 0; count--) Volatile.Read(ref _acknowledge)!();
    }
}
