using System.Buffers.Binary;
using System.Text;

namespace OptionAuctions.Wire;

/// <summary>The description of a TR: its name, and the columns of it that are read, in wire order.</summary>
/// <remarks>
/// Columns beyond these are tolerated, since the venue appends some without notice; fewer are refused. Source: the venue's
/// page for the TR.
/// </remarks>
public sealed class RecordLayout
{
    private readonly ulong _trId; // the eight characters of the name as an integer, compared once a message

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
        new FieldSpec("BSOP_HOUR", "time of the indicative price", "HHmmss, Korea Standard Time", 6, DecodeError.BadTime),
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

    // Declared after the layouts that it lists: static members are initialized in the order in which they are written.
    private static readonly RecordLayout[] Served = [H0ZOANC0, H0ZOCNT0];

    /// <summary>Kind of its records.</summary>
    public RecordKind Kind { get; }

    /// <summary>The TR's name, eight characters.</summary>
    public string TrId { get; }

    /// <summary>The columns read, in wire order.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; }

    /// <summary>Least number of columns of a record.</summary>
    public int Width { get; }

    /// <summary>Columns of a record according to the venue's page, including those not read; records on the wire can have more.</summary>
    public int DocumentedWidth { get; }

    /// <summary>Returns the TR that a kind of record comes from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind does not exist.</exception>
    public static RecordLayout Of(RecordKind kind) => kind switch
    {
        RecordKind.ExpectedExecution => H0ZOANC0,
        RecordKind.Trade => H0ZOCNT0,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind of record"),
    };

    /// <summary>Finds a TR by its name in an envelope; <see langword="null"/> when it is not served.</summary>
    public static RecordLayout? Named(ReadOnlySpan<byte> trId)
    {
        foreach (var layout in Served)
            if (layout.IsNamed(trId)) return layout;
        return null;
    }

    /// <summary>Finds a TR by its name as text; <see langword="null"/> when it is not served.</summary>
    public static RecordLayout? Named(string trId) => Array.Find(Served, layout => layout.TrId == trId);

    /// <summary>True when <paramref name="trId"/> names this TR.</summary>
    public bool IsNamed(ReadOnlySpan<byte> trId) => trId.Length == sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(trId) == _trId;
}
