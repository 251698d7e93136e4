using System.Diagnostics.CodeAnalysis;

namespace OptionAuctions.Recording;

/// <summary>Schemas or channels by their number. A record that is repeated is the same each time; another one of its number is refused.</summary>
internal sealed class RecordTable<T>(RecordTable<T>.Parser parse) where T : class
{
    private readonly Dictionary<ushort, (byte[] Content, T Value)> _records = [];

    private long _bytes;

    public delegate T Parser(ref FieldReader fields);

    public IEnumerable<T> Values => _records.Values.Select(record => record.Value);

    public int Count => _records.Count;

    /// <summary>Adds a record by its content; its offset is for the error.</summary>
    public void Add(ReadOnlySpan<byte> content, long offset)
    {
        var fields = new FieldReader(content, offset);
        var id = fields.U16();
        if (_records.TryGetValue(id, out var known))
        {
            if (content.SequenceEqual(known.Content)) return;
            throw new McapException(offset, $"two different records have the number {id}");
        }

        fields = new FieldReader(content, offset);
        var value = parse(ref fields);
        fields.End();
        if ((_bytes += content.Length) > McapFormat.MaxBytes) throw new McapException(offset, "schemas and channels are longer than 64 MiB together");
        _records[id] = (content.ToArray(), value);
    }

    public void AddAll(RecordTable<T> other)
    {
        foreach (var (id, record) in other._records) _records.TryAdd(id, record);
    }

    public bool TryGet(ushort id, [NotNullWhen(true)] out T? value)
    {
        var found = _records.TryGetValue(id, out var record);
        value = found ? record.Value : null;
        return found;
    }
}
