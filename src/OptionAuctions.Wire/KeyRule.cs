namespace OptionAuctions.Wire;

/// <summary>The rule by which a TR accepts the code of an instrument as its key.</summary>
/// <param name="Name">The kind of instrument, for sentences: option, stock, future.</param>
/// <param name="Accepts">True for a code that can be such a key.</param>
public sealed record KeyRule(string Name, Func<Instrument, bool> Accepts)
{
    /// <summary>Options, and whatever no other rule takes: new forms of codes come without notice.</summary>
    public static KeyRule Option { get; } = new("option", code => CodeForm.KindOf(code) is InstrumentKind.Option or InstrumentKind.Unknown);

    /// <summary>Stocks.</summary>
    public static KeyRule Stock { get; } = new("stock", code => CodeForm.KindOf(code) is InstrumentKind.Stock);

    /// <summary>Single-stock futures and spreads of them.</summary>
    public static KeyRule Future { get; } = new("future", code => CodeForm.KindOf(code) is InstrumentKind.Future or InstrumentKind.Spread);

    /// <summary>No code by itself: the TR has to be asked for by its name.</summary>
    public static KeyRule Named { get; } = new("named", _ => false);
}
