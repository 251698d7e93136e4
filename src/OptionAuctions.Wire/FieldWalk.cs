using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptionAuctions.Wire;

/// <summary>
/// A cursor over the fields of one data message, record by record. It holds what all TRs have in common: the width of a record, which
/// is fields ÷ count, and where its fields begin and end.
/// </summary>
internal ref struct FieldWalk
{
    private readonly ReadOnlySpan<byte> _message; // up to the end of the payload; a field may be read together with the bytes before it
    private int _start;
    private int _end;
    private int _next;
    private int _remaining;

    private FieldWalk(ReadOnlySpan<byte> message, int payloadStart, int count, int width)
    {
        _message = message;
        _start = _end = _next = payloadStart;
        _remaining = count;
        Width = width;
    }

    /// <summary>Fields of each record in this message.</summary>
    public int Width { get; }

    /// <summary>The message in which the ends of fields are offsets.</summary>
    public readonly ReadOnlySpan<byte> Message => _message;

    /// <summary>Records that were not read yet.</summary>
    public readonly int Remaining => _remaining;

    /// <summary>Offset at which the next record begins.</summary>
    public readonly int Position => _next;

    /// <summary>The bytes of the record that was read last.</summary>
    public readonly ReadOnlySpan<byte> Raw => _message[_start.._end];

    /// <summary>Opens the records of a message whose envelope was decoded.</summary>
    public static DecodeError Open(ReadOnlySpan<byte> message, EnvelopeHead head, RecordLayout layout, out FieldWalk walk)
    {
        walk = default;
        if (head.Kind != EnvelopeKind.Data) return head.Error == DecodeError.None ? DecodeError.UnknownKind : head.Error;
        if (head.Layout != layout) return DecodeError.UnknownTr;

        var payload = message.Slice(head.PayloadStart, head.PayloadLength);
        var fields = DelimiterMask.Count(payload) + 1;
        var (width, remainder) = fields == head.Count * layout.Width ? (layout.Width, 0) : Math.DivRem(fields, head.Count); // a division is slow
        var fits = remainder == 0 && width >= layout.Width;
        if (fits) walk = new FieldWalk(message[..(head.PayloadStart + head.PayloadLength)], head.PayloadStart, head.Count, width);
        return fits ? DecodeError.None : DecodeError.FieldCount;
    }

    /// <summary>
    /// Reads the fields of the next record; false after the last. The delimiters were counted against the width before, so that all its
    /// fields are there.
    /// </summary>
    /// <param name="fields">The ends of its first fields.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Next(out FieldEnds fields)
    {
        if (_remaining == 0)
        {
            fields = default;
            return false;
        }

        var start = _next;
        fields = FieldEnds.Of(start, DelimiterMask.From(_message, start), out var seventh);
        if (seventh == 0)
        {
            // Either the message ends with the seventh field, or the record is longer than one mask covers.
            if (_message.Length - start <= DelimiterMask.Reach) fields = fields with { Seventh = _message.Length };
            else fields = FindEndsOneByOne();
        }

        Advance(fields.Seventh);
        return true;
    }

    /// <summary>Advances over the next record as a whole; false after the last. Its columns are read from <see cref="Raw"/>.</summary>
    public bool NextWhole()
    {
        if (_remaining == 0) return false;
        var end = _remaining == 1 ? _message.Length : EndOfFieldsBehind(_next, Width);
        (_start, _end, _next, _remaining) = (_next, end, end + 1, _remaining - 1);
        return true;
    }

    /// <summary>Advances over the next record, whose known fields end at <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int end)
    {
        var remaining = _remaining - 1;
        if (Width != FieldEnds.Known) end = remaining == 0 ? _message.Length : EndOfFieldsBehind(end + 1, Width - FieldEnds.Known);
        (_start, _end, _next, _remaining) = (_next, end, end + 1, remaining);
    }

    /// <summary>Finds the ends field by field, for a record whose known fields are longer than one mask covers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly FieldEnds FindEndsOneByOne()
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

    /// <summary>Returns the offset of the delimiter that ends the last of the <paramref name="fields"/> fields that begin at <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly int EndOfFieldsBehind(int from, int fields)
    {
        var delimiters = DelimiterMask.From(_message, from);
        for (var found = BitOperations.PopCount(delimiters); found < fields; found = BitOperations.PopCount(delimiters))
        {
            fields -= found;
            from += DelimiterMask.Reach;
            delimiters = DelimiterMask.From(_message, from);
        }

        for (; fields > 1; fields--) delimiters &= delimiters - 1;
        return from + BitOperations.TrailingZeroCount(delimiters);
    }
}
