using System.Buffers;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Export.Columns;

/// <summary>A list of values in rented memory, which it gives away for reading.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
internal sealed class Values<T>
{
    private const int Least = 64;

    private T[] _items = [];

    /// <summary>Number of values.</summary>
    public int Count { get; private set; }

    /// <summary>The values, until the next one is added.</summary>
    public ArraySegment<T> Segment => new(_items, 0, Count);

    /// <summary>Adds a value.</summary>
    public void Add(T value)
    {
        if (Count == _items.Length) Grow(1);
        _items[Count++] = value;
    }

    /// <summary>Adds several values.</summary>
    public void AddRange(ReadOnlySpan<T> values)
    {
        if (Count + values.Length > _items.Length) Grow(values.Length);
        values.CopyTo(_items.AsSpan(Count));
        Count += values.Length;
    }

    /// <summary>Removes the values and gives their memory back, since another partition may be the next one to grow.</summary>
    public void Clear()
    {
        Return();
        (_items, Count) = ([], 0);
    }

    private void Grow(int by)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(Least, Math.Max(Count * 2, Count + by)));
        Segment.CopyTo(larger);
        Return();
        _items = larger;
    }

    private void Return()
    {
        if (_items.Length > 0) ArrayPool<T>.Shared.Return(_items, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
    }
}
