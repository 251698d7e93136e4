using System.Buffers;

namespace OptionAuctions.Export.Columns;

/// <summary>Values in the form in which a column is written, in rented memory.</summary>
/// <typeparam name="T">Type of the written values.</typeparam>
internal readonly struct Converted<T> : IDisposable
{
    private readonly T[] _items;
    private readonly int _count;

    private Converted(T[] items, int count) => (_items, _count) = (items, count);

    /// <summary>The written values.</summary>
    public ReadOnlyMemory<T> Memory => new(_items, 0, _count);

    /// <summary>Converts values.</summary>
    public static Converted<T> Of<TValue>(Values<TValue> values, Func<TValue, T> convert)
    {
        var from = values.Segment;
        var items = ArrayPool<T>.Shared.Rent(from.Count);
        for (var i = 0; i < from.Count; i++) items[i] = convert(from[i]);
        return new Converted<T>(items, from.Count);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(_items, clearArray: true);
}
