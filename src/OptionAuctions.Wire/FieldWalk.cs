namespace OptionAuctions.Wire;

/// <summary>
/// Walks the fields of one data message, record by record. What every TR has in common is here: the width of a record, which is
/// fields ÷ count, and where its fields begin and end.
/// </summary>
internal ref struct FieldWalk
{
    private readonly ReadOnlySpan<byte> _payload;
    private int _start;
    private int _position;
    private int _left;

    private FieldWalk(ReadOnlySpan<byte> payload, int count, int width)
    {
        _payload = payload;
        _left = count;
        Width = width;
    }

    /// <summary>Fields a record has in this message.</summary>
    public int Width { get; }

    /// <summary>The bytes of the record that was ended last.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>Opens the records of a message whose envelope was read.</summary>
    public static DecodeError Open(ReadOnlySpan<byte> message, FrameHead head, RecordLayout layout, out FieldWalk walk)
    {
        walk = default;
        if (head.Kind != FrameKind.Data) return head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error;
        if (head.Records != layout.Kind) return DecodeError.UnknownTr;

        var payload = message.Slice(head.PayloadStart, head.PayloadLength);
        var (width, rest) = Math.DivRem(payload.Count((byte)'^') + 1, head.Count);
        var fits = rest == 0 && width >= layout.Width;
        if (fits) walk = new FieldWalk(payload, head.Count, width);
        return fits ? DecodeError.None : DecodeError.FieldCount;
    }

    /// <summary>Stands before the first field of the next record; false behind the last.</summary>
    public bool Begin()
    {
        if (_left == 0) return false;
        _left--;
        _start = _position;
        return true;
    }

    /// <summary>The next field, without its delimiter. The caret count was checked against the width before, so there is one.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var start = _position;
        var end = start;
        while (end < _payload.Length && _payload[end] != (byte)'^') end++;
        _position = end + 1;
        return _payload[start..end];
    }

    /// <summary>Passes over what is left of a record of which <paramref name="read"/> fields were taken.</summary>
    public void End(int read)
    {
        for (var extra = Width - read; extra > 0; extra--) Next();
        Raw = _payload[_start..Math.Max(_start, _position - 1)];
    }
}
