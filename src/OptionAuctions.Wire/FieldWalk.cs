using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// Walks the fields of one data message, record by record. What every TR has in common is here: the width of a record, which is
/// fields ÷ count, and where its fields begin and end.
/// </summary>
internal ref struct FieldWalk
{
    private readonly ReadOnlySpan<byte> _message; // up to the end of the payload; a field may be read together with what stands before it
    private int _start;
    private int _end;
    private int _next;
    private int _left;

    private FieldWalk(ReadOnlySpan<byte> message, int payloadStart, int count, int width)
    {
        _message = message;
        _start = _end = _next = payloadStart;
        _left = count;
        Width = width;
    }

    /// <summary>Fields a record has in this message.</summary>
    public int Width { get; }

    /// <summary>The message that the ends of fields are offsets in.</summary>
    public readonly ReadOnlySpan<byte> Message => _message;

    /// <summary>Records that are left to walk.</summary>
    public readonly int Left => _left;

    /// <summary>Where the next of them begins.</summary>
    public readonly int Position => _next;

    /// <summary>The bytes of the record that was walked last.</summary>
    public readonly ReadOnlySpan<byte> Raw => _message[_start.._end];

    /// <summary>Opens the records of a message whose envelope was read.</summary>
    public static DecodeError Open(ReadOnlySpan<byte> message, FrameHead head, RecordLayout layout, out FieldWalk walk)
    {
        walk = default;
        if (head.Kind != FrameKind.Data) return head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error;
        if (head.Records != layout.Kind) return DecodeError.UnknownTr;

        var payload = message.Slice(head.PayloadStart, head.PayloadLength);
        var fields = Carets.Count(payload) + 1;
        var (width, rest) = fields == head.Count * layout.Width ? (layout.Width, 0) : Math.DivRem(fields, head.Count); // a division is dear
        var fits = rest == 0 && width >= layout.Width;
        if (fits) walk = new FieldWalk(message[..(head.PayloadStart + head.PayloadLength)], head.PayloadStart, head.Count, width);
        return fits ? DecodeError.None : DecodeError.FieldCount;
    }

    /// <summary>Walks the next record; false behind the last. The carets were counted against the width before, so all its fields are there.</summary>
    /// <param name="fields">Where its first fields are.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(out FieldEnds fields)
    {
        if (_left == 0)
        {
            fields = default;
            return false;
        }

        var start = _next;
        fields = FieldEnds.Of(start, Carets.From(_message, start), out var seventh);
        if (seventh == 0)
        {
            // Either the message ends with the seventh field, or the record is longer than a mask.
            if (_message.Length - start <= Carets.Reach) fields = fields with { Seventh = _message.Length };
            else fields = WalkFar();
        }

        Pass(fields.Seventh);
        return true;
    }

    /// <summary>Leaves the next record behind, whose known fields end at <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Pass(int end)
    {
        var left = _left - 1;
        if (Width != FieldEnds.Known) end = left == 0 ? _message.Length : Behind(end + 1, Width - FieldEnds.Known);
        (_start, _end, _next, _left) = (_next, end, end + 1, left);
    }

    /// <summary>Field by field, for a record whose known fields are longer than a mask.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly FieldEnds WalkFar()
    {
        Span<int> ends = stackalloc int[FieldEnds.Known];
        var from = _next;
        foreach (ref var end in ends)
        {
            var length = _message[from..].IndexOf((byte)'^');
            end = length < 0 ? _message.Length : from + length;
            from = end + 1;
        }

        return new FieldEnds(_next, ends[0], ends[1], ends[2], ends[3], ends[4], ends[5], ends[6]);
    }

    /// <summary>The delimiter that ends the last of some more fields.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int Behind(int from, int fields)
    {
        var carets = Carets.From(_message, from);
        for (var passed = BitOperations.PopCount(carets); passed < fields; passed = BitOperations.PopCount(carets))
        {
            fields -= passed;
            from += Carets.Reach;
            carets = Carets.From(_message, from);
        }

        for (; fields > 1; fields--) carets &= carets - 1;
        return from + BitOperations.TrailingZeroCount(carets);
    }
}
