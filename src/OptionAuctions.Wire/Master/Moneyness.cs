namespace OptionAuctions;

/// <summary>The moneyness of an option: its strike against the price of its underlying, by the digit of the master file.</summary>
public enum Moneyness
{
    /// <summary>Not given in the file: 0, or an empty column.</summary>
    Unknown = 0,

    /// <summary>At the money, 1.</summary>
    At = 1,

    /// <summary>In the money, 2.</summary>
    In = 2,

    /// <summary>Out of the money, 3.</summary>
    Out = 3,
}
