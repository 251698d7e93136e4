namespace OptionAuctions.Chains;

/// <summary>The reason why a chain implies no forward.</summary>
public enum NoForward : byte
{
    /// <summary>No reason: it implies one.</summary>
    None,

    /// <summary>No strike has both a call and a put price.</summary>
    NoPair,

    /// <summary>The prices are so far apart that the forward would not be above 0.</summary>
    NotPositive,
}
