namespace OptionAuctions.Routing;

/// <summary>An object pool that keeps at most <paramref name="bound"/> unused objects; the others are left to the garbage collector.</summary>
internal sealed class Pool<T>(Func<T> make, int bound)
    where T : class
{
    private readonly Lock _gate = new();
    private readonly Stack<T> _unused = new(bound);

    public T Rent()
    {
        lock (_gate)
            if (_unused.TryPop(out var item)) return item;
        return make();
    }

    public void Return(T item)
    {
        lock (_gate)
            if (_unused.Count < bound) _unused.Push(item);
    }
}
