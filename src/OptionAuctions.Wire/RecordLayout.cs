using System.Buffers.Binary;
using System.Text;

namespace OptionAuctions.Wire;

/// <summary>One column of a TR.</summary>
/// <param name="VenueName">The venue's abbreviation; it stays inside this assembly.</param>
/// <param name="Meaning">What it holds, in the trade's words.</param>
/// <param name="Unit">Unit or form of the value.</param>
/// <param name="DocumentedLength">Characters by the venue's table, which is not to be trusted.</param>
/// <param name="Error">What a value that cannot be read is refused with.</param>
public sealed record FieldSpec(string VenueName, string Meaning, string Unit, int DocumentedLength, DecodeError Error);

/// <summary>A TR as data: its name, and the columns of it that are read, in wire order.</summary>
/// <remarks>
/// Columns beyond these are tolerated, since the venue appends some without notice; fewer are refused. Source: the venue's
/// page for the TR.
/// </remarks>
public sealed class RecordLayout
{
    private readonly ulong _trId; // its eight characters: compared once a message

    private RecordLayout(RecordKind kind, string trId, int documentedWidth, params FieldSpec[] fields)
    {
        (Kind, TrId, DocumentedWidth) = (kind, trId, documentedWidth);
        _trId = BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(trId));
        (Fields, Width) = (fields, fields.Length);
    }

    /// <summary>Expected execution of single-stock options (주식옵션 실시간예상체결), portal number 046.</summary>
    public static RecordLayout H0ZOANC0 { get; } = new(
        RecordKind.ExpectedExecution, "H0ZOANC0", documentedWidth: 7,
        new FieldSpec("OPTN_SHRN_ISCD", "option code", "1 to 12 of A-Z 0-9", 9, DecodeError.BadCode),
        new FieldSpec("BSOP_HOUR", "time of the forecast", "HHmmss, Korea Standard Time", 6, DecodeError.BadTime),
        new FieldSpec("ANTC_CNPR", "expected price", "won per share of the underlying", 8, DecodeError.BadNumber),
        new FieldSpec("ANTC_CNTG_VRSS", "change against the previous close", "won", 8, DecodeError.BadNumber),
        new FieldSpec("ANTC_CNTG_VRSS_SIGN", "sign of the change", "1 upper limit, 2 up, 3 flat, 4 lower limit, 5 down", 1, DecodeError.BadSign),
        new FieldSpec("ANTC_CNTG_PRDY_CTRT", "rate against the previous close", "percent", 8, DecodeError.BadNumber),
        new FieldSpec("ANTC_MKOP_CLS_CODE", "auction phase", "open set of codes", 3, DecodeError.BadPhase));

    /// <summary>
    /// Trades of single-stock options (주식옵션 실시간체결가), portal number 044: its first seven columns. High, low, quantity, volume,
    /// open interest, greeks and the best quotes follow.
    /// </summary>
    public static RecordLayout H0ZOCNT0 { get; } = new(
        RecordKind.Trade, "H0ZOCNT0", documentedWidth: 53,
        new FieldSpec("OPTN_SHRN_ISCD", "option code", "1 to 12 of A-Z 0-9", 9, DecodeError.BadCode),
        new FieldSpec("BSOP_HOUR", "time of the trade", "HHmmss, Korea Standard Time", 6, DecodeError.BadTime),
        new FieldSpec("OPTN_PRPR", "price", "won per share of the underlying", 8, DecodeError.BadNumber),
        new FieldSpec("PRDY_VRSS_SIGN", "sign of the change", "1 upper limit, 2 up, 3 flat, 4 lower limit, 5 down", 1, DecodeError.BadSign),
        new FieldSpec("OPTN_PRDY_VRSS", "change against the previous close", "won", 8, DecodeError.BadNumber),
        new FieldSpec("PRDY_CTRT", "rate against the previous close", "percent", 8, DecodeError.BadNumber),
        new FieldSpec("OPTN_OPRC", "price of the day's first trade", "won per share of the underlying", 8, DecodeError.BadNumber));

    // Behind the layouts it lists: static members begin in the order in which they are written.
    private static readonly RecordLayout[] Served = [H0ZOANC0, H0ZOCNT0];

    /// <summary>What a record of it tells.</summary>
    public RecordKind Kind { get; }

    /// <summary>The TR's name, eight characters.</summary>
    public string TrId { get; }

    /// <summary>The columns read, in wire order.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; }

    /// <summary>Columns that a record has at least.</summary>
    public int Width { get; }

    /// <summary>Columns that a record has by the venue's page, those not read included; live ones can have more.</summary>
    public int DocumentedWidth { get; }

    /// <summary>The TR that a kind of record comes from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such kind.</exception>
    public static RecordLayout Of(RecordKind kind) => kind switch
    {
        RecordKind.ExpectedExecution => H0ZOANC0,
        RecordKind.Trade => H0ZOCNT0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of record"),
    };

    /// <summary>The TR of that name as it stands in an envelope; <see langword="null"/> when it is not served.</summary>
    public static RecordLayout? Named(ReadOnlySpan<byte> trId)
    {
        foreach (var layout in Served)
            if (layout.IsNamed(trId)) return layout;
        return null;
    }

    /// <summary>As <see cref="Named(ReadOnlySpan{byte})"/>, from text.</summary>
    public static RecordLayout? Named(string trId) => Array.Find(Served, layout => layout.TrId == trId);

    /// <summary>True when <paramref name="trId"/> names this TR.</summary>
    public bool IsNamed(ReadOnlySpan<byte> trId) => trId.Length == sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(trId) == _trId;
}
