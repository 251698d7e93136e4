namespace OptionAuctions;

/// <summary>The kind of an instrument, as far as the form of its code says it; see <see cref="CodeForm"/>.</summary>
public enum InstrumentKind : byte
{
    /// <summary>The form is of none of the others.</summary>
    Unknown,

    /// <summary>A single-stock option.</summary>
    Option,

    /// <summary>A single-stock future.</summary>
    Future,

    /// <summary>A spread of two futures.</summary>
    Spread,

    /// <summary>A stock.</summary>
    Stock,

    /// <summary>A standard code (ISIN), which the venue takes for no registration.</summary>
    StandardCode,
}
