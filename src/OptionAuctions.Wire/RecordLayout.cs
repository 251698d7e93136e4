using System.Buffers.Binary;
using System.Text;

namespace OptionAuctions.Wire;

/// <summary>
/// The whole description of a TR: its name, what its records are, whose code is its key, and which column has which role. A reader, a registration and a
/// session go by it, so that a further TR is one of these and no code.
/// </summary>
/// <remarks>
/// Columns behind those described are tolerated, since the venue appends some without notice; fewer than <see cref="Width"/> are refused.
/// Source of those here: the venue's page for the TR.
/// </remarks>
public sealed partial class RecordLayout
{
    private static readonly RecordRole[] Straight =
    [
        RecordRole.Code, RecordRole.Time, RecordRole.Price, RecordRole.Change, RecordRole.Sign, RecordRole.Rate, RecordRole.Phase,
    ];

    private static readonly Lock Adding = new();
    private static RecordLayout[] _served = [];

    private readonly ulong _trId; // the eight characters of the name as an integer, compared once a message
    private readonly byte[] _columns = new byte[Enum.GetValues<RecordRole>().Length]; // by role, counted from 1; 0: the TR has no such column

    /// <summary>Describes a TR.</summary>
    /// <param name="kind">What its records are.</param>
    /// <param name="trId">Its name, eight characters.</param>
    /// <param name="key">The rule for its keys.</param>
    /// <param name="width">Columns that its records have at least: those of the venue's page, as a rule.</param>
    /// <param name="fields">The columns that are read, in wire order.</param>
    /// <exception cref="ArgumentException">The description contradicts itself; the message names the TR and the contradiction.</exception>
    public RecordLayout(RecordKind kind, string trId, KeyRule key, int width, params IReadOnlyList<FieldSpec> fields)
    {
        ArgumentNullException.ThrowIfNull(trId);
        if (LayoutCheck.Contradiction(kind, trId, width, fields) is { } wrong) throw new ArgumentException($"the layout of {trId} {wrong}");
        (Kind, TrId, Key, Width, Fields) = (kind, trId, key, width, fields);
        _trId = BinaryPrimitives.ReadUInt64LittleEndian(Encoding.ASCII.GetBytes(trId));
        foreach (var field in fields) _columns[(int)field.Role] = (byte)field.Column;
        LastColumn = fields.Max(field => field.Column);
        IsStraight = kind == RecordKind.ExpectedExecution && Straight.Select((role, i) => ColumnOf(role) == i + 1).All(matches => matches);
        HasDetail = fields.Any(field => field.Role >= RecordRole.Quantity);
    }

    /// <summary>Kind of its records.</summary>
    public RecordKind Kind { get; }

    /// <summary>The TR's name, eight characters.</summary>
    public string TrId { get; }

    /// <summary>The rule for the keys of its registrations.</summary>
    public KeyRule Key { get; }

    /// <summary>The market whose hours and phase codes its instruments have: <c>sessions.txt</c> and <c>phases.json</c>, or those of stocks.</summary>
    public MarketSegment Segment { get; init; }

    /// <summary>The tick sizes of its instruments.</summary>
    public TickGrid Ticks { get; init; } = TickGrid.Options;

    /// <summary>True when the venue's paper host (모의투자) has it as well; no TR of derivatives is there.</summary>
    public bool IsOnPaper { get; init; }

    /// <summary>The columns read, in wire order.</summary>
    public IReadOnlyList<FieldSpec> Fields { get; }

    /// <summary>Least number of columns of a record; the number of them according to the venue's page. Records on the wire can have more.</summary>
    public int Width { get; }

    /// <summary>The last column that is read.</summary>
    internal int LastColumn { get; }

    /// <summary>True when its first columns are those of <see cref="H0ZOANC0"/>, which are read in one pass.</summary>
    internal bool IsStraight { get; }

    /// <summary>True when it has columns that become a <see cref="RecordDetail"/>.</summary>
    internal bool HasDetail { get; }

    /// <summary>Returns the column with a role, counted from 1; 0 when the TR has none.</summary>
    public int ColumnOf(RecordRole role) => _columns[(int)role];

    /// <summary>Adds a TR to those that this process serves. Where two serve the same kind of record for a key, the one that was added last is registered.</summary>
    /// <exception cref="ArgumentException">Another layout of that name is served.</exception>
    public static void Add(RecordLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        lock (Adding)
        {
            if (Named(layout.TrId) is { } known && known != layout) throw new ArgumentException($"{layout.TrId} is served already, by another layout");
            if (!Served.Contains(layout)) _served = [.. _served, layout];
        }
    }

    /// <summary>Returns the TR from which a kind of record of an instrument comes; <see langword="null"/> when none serves it.</summary>
    public static RecordLayout? For(Topic topic)
    {
        var layouts = _served;
        for (var i = layouts.Length - 1; i >= 0; i--)
            if (layouts[i].Kind == topic.Kind && layouts[i].Key.Accepts(topic.Code)) return layouts[i];
        return Array.Find(BuiltIn, layout => layout.Kind == topic.Kind && layout.Key.Accepts(topic.Code));
    }

    /// <summary>Returns why no TR serves a topic, as a sentence for a log.</summary>
    public static string WhyNone(Topic topic)
    {
        var takers = Served.Where(layout => layout.Kind == topic.Kind).Select(layout => layout.Key.Name).Distinct();
        var what = CodeForm.KindOf(topic.Code) == InstrumentKind.StandardCode ? "is a standard code (ISIN), and not the short code" : "fits none of them";
        return $"no TR of the venue has '{topic}': there is one for each {string.Join(", ", takers)}, and the code {what}";
    }

    /// <summary>Finds a TR by its name in an envelope; <see langword="null"/> when it is not served.</summary>
    public static RecordLayout? Named(ReadOnlySpan<byte> trId)
    {
        foreach (var layout in BuiltIn)
            if (layout.IsNamed(trId)) return layout;
        foreach (var layout in _served)
            if (layout.IsNamed(trId)) return layout;
        return null;
    }

    /// <summary>Finds a TR by its name as text; <see langword="null"/> when it is not served.</summary>
    public static RecordLayout? Named(string trId) => Served.FirstOrDefault(layout => layout.TrId == trId);

    /// <summary>The TRs that are served.</summary>
    public static IEnumerable<RecordLayout> Served => BuiltIn.Concat(_served);

    /// <summary>True when <paramref name="trId"/> names this TR.</summary>
    public bool IsNamed(ReadOnlySpan<byte> trId) => trId.Length == sizeof(ulong) && BinaryPrimitives.ReadUInt64LittleEndian(trId) == _trId;

    /// <summary>Returns the TR's name.</summary>
    public override string ToString() => TrId;
}
