namespace OptionAuctions.Chains;

/// <summary>The multiplier of a contract: the number of shares that it is for, which a value per share is multiplied by.</summary>
public readonly record struct ContractSize
{
    /// <summary>Shares a contract when nothing else is known: those of a Korean single-stock option before any corporate action.</summary>
    public const double Usual = 10;

    /// <summary>The largest multiplier that is taken for one.</summary>
    public const double Max = 1_000_000;

    private readonly double _shares;

    private ContractSize(double shares) => _shares = shares;

    /// <summary>Shares a contract, above 0; <see cref="Usual"/> when <see cref="IsAssumed"/>.</summary>
    public double Shares => IsAssumed ? Usual : _shares;

    /// <summary>True when the multiplier is not known and <see cref="Usual"/> is used instead.</summary>
    public bool IsAssumed => _shares <= 0;

    /// <summary>Returns the size of a contract.</summary>
    /// <param name="multiplier">As the master file has it; <see langword="null"/> when it does not.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or above <see cref="Max"/>.</exception>
    public static ContractSize Of(double? multiplier) => multiplier switch
    {
        null => default,
        > 0 and <= Max => new ContractSize(multiplier.Value),
        _ => throw new ArgumentOutOfRangeException(nameof(multiplier), multiplier, "shares a contract, above 0, to a million"),
    };
}
