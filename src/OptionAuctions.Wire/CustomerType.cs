namespace OptionAuctions;

/// <summary>The kind of customer that an app key belongs to.</summary>
public enum CustomerType
{
    /// <summary>A person (개인), <c>P</c>.</summary>
    Personal,

    /// <summary>A company (법인), <c>B</c>.</summary>
    Corporate,
}
