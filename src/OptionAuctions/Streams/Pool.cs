namespace OptionAuctions.Streams;

/// <summary>A few used batches kept for the next rent. Beyond <paramref name="bound"/> they are left to the collector.</summary>
internal sealed class Pool<T>(Func<T> make, int bound)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Stack<T> _kept = new(bound);

    public T Rent()
    {
        lock (_gate)
            if (_kept.TryPop(out var used)) return used;
        return make();
    }

    public void Return(T used)
    {
        lock (_gate)
            if (_kept.Count < bound) _kept.Push(used);
    }
}
