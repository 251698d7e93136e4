using Parquet;
using Parquet.Schema;

namespace OptionAuctions.Export.Columns;

/// <summary>A column of bytes, stored as they are.</summary>
/// <param name="name">Its name.</param>
/// <param name="isNullable">True when a row can have none, which is not the same as no bytes.</param>
internal sealed class BytesColumn(string name, bool isNullable = false) : Column(new DataField(name, typeof(byte[]), isNullable))
{
    private readonly Values<byte> _bytes = new();
    private readonly Values<(int Start, int Length)> _places = new(); // a length below zero: none

    /// <summary>Bytes that wait to be written.</summary>
    public int Bytes => _bytes.Count;

    public void Add(ReadOnlySpan<byte> value)
    {
        _places.Add((_bytes.Count, value.Length));
        _bytes.AddRange(value);
    }

    public void AddNone() => _places.Add((0, -1));

    public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken stop)
    {
        ReadOnlyMemory<byte> bytes = _bytes.Segment;
        if (Field.IsNullable)
        {
            using var some = Converted<ReadOnlyMemory<byte>?>.Of(
                _places, place => place.Length < 0 ? default(ReadOnlyMemory<byte>?) : bytes.Slice(place.Start, place.Length));
            await group.WriteAsync(Field, some.Memory, cancellationToken: stop).ConfigureAwait(false);
            return;
        }

        using var all = Converted<ReadOnlyMemory<byte>>.Of(_places, place => bytes.Slice(place.Start, place.Length));
        await group.WriteAsync<ReadOnlyMemory<byte>>(Field, all.Memory, cancellationToken: stop).ConfigureAwait(false);
    }

    public override void Clear()
    {
        _bytes.Clear();
        _places.Clear();
    }
}
