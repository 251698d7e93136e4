using System.Numerics;

namespace OptionAuctions.Wire;

/// <summary>The columns of one record by their roles, for any layout: each is found by counting delimiters from the record's beginning.</summary>
internal readonly ref struct RecordColumns
{
    /// <summary>Offsets that a caller has to provide.</summary>
    public const int MostColumns = byte.MaxValue + 1;

    private readonly ReadOnlySpan<byte> _record;
    private readonly ReadOnlySpan<int> _ends; // by column, counted from 0; a column begins one byte behind the end of the one before
    private readonly RecordLayout _layout;

    /// <summary>Finds the columns that a layout reads.</summary>
    /// <param name="record">The record's bytes, with all columns that the layout reads.</param>
    /// <param name="layout">The layout.</param>
    /// <param name="ends">Storage for <see cref="MostColumns"/> offsets.</param>
    public RecordColumns(ReadOnlySpan<byte> record, RecordLayout layout, Span<int> ends)
    {
        _record = record;
        _layout = layout;
        _ends = ends;
        var (column, start) = (0, 0);
        while (column < layout.LastColumn && start < record.Length)
        {
            for (var mask = DelimiterMask.From(record, start); mask != 0 && column < layout.LastColumn; mask &= mask - 1)
                ends[column++] = start + BitOperations.TrailingZeroCount(mask);
            start += DelimiterMask.Reach;
        }

        for (; column < layout.LastColumn; column++) ends[column] = record.Length; // the end of the record ends its last column too
    }

    /// <summary>Returns the offsets between which a column stands; an empty span where the layout has none.</summary>
    public (int Start, int End) Of(RecordRole role) => _layout.ColumnOf(role) switch
    {
        0 => default,
        1 => (0, _ends[0]),
        var column => (_ends[column - 2] + 1, _ends[column - 1]),
    };

    /// <summary>Reads a number of hundredths; <see cref="Number.None"/> where the layout has no such column.</summary>
    public ulong Number(RecordRole role) => Of(role) is var (start, end) && end > 0 ? FixedPoint.Parse(_record, start, end) : Wire.Number.None;

    /// <summary>Reads a number that cannot be below zero.</summary>
    public ulong Price(RecordRole role) => Number(role) is var number && (number & Wire.Number.Minus) != 0 ? Wire.Number.Invalid : number;

    /// <summary>Reads a quantity; <see cref="WholeNumber.None"/> where the layout has no such column.</summary>
    public long Quantity(RecordRole role) => Of(role) is var (start, end) && end > 0 ? WholeNumber.Parse(_record[start..end]) : WholeNumber.None;
}
