namespace OptionAuctions.Codes;

/// <summary>
/// The backpressure from codes to the stream: a batch is acknowledged when only a few of the codes woken so far have not taken their records yet. So
/// the inboxes of codes stay as short as a batch or two, however fast records come.
/// </summary>
/// <param name="behind">Number of codes that may be behind.</param>
internal sealed class BatchBackpressure(int behind)
{
    private const long OneBatch = 1L << 32;

    // Codes behind in the lower half and unacknowledged batches in the upper one: whoever acknowledges claims the batches of a moment at which
    // the codes were down to the bound, and no batch of a later one.
    private long _counts;
    private Action? _acknowledge;

    /// <summary>By the router: adds codes that are being woken.</summary>
    public void AddWoken(int codes) => Interlocked.Add(ref _counts, codes);

    /// <summary>By the router: adds a batch to acknowledge. Its records are with their codes, all of which have been woken.</summary>
    /// <param name="acknowledge">Acknowledges one batch to the stream. Called from any thread.</param>
    public void AcknowledgeWhenTaken(Action acknowledge)
    {
        Volatile.Write(ref _acknowledge, acknowledge);
        AcknowledgeWhatMay(Interlocked.Add(ref _counts, OneBatch)); // the last code may have taken its records meanwhile
    }

    /// <summary>By a code: it has taken the records that it was woken for.</summary>
    public void OnTaken() => AcknowledgeWhatMay(Interlocked.Decrement(ref _counts));

    private void AcknowledgeWhatMay(long counts)
    {
        while (true)
        {
            var codesBehind = (int)counts; // may be below zero: a code can take its records before the router has counted it
            var batches = (counts - codesBehind) / OneBatch;
            if (batches == 0 || codesBehind > behind) return;
            var found = Interlocked.CompareExchange(ref _counts, codesBehind, counts);
            if (found == counts)
            {
                for (; batches > 0; batches--) Volatile.Read(ref _acknowledge)!();
                return;
            }

            counts = found;
        }
    }
}
