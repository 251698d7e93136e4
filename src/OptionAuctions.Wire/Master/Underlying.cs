namespace OptionAuctions;

/// <summary>A stock that options are written on.</summary>
/// <param name="ProductId">Two characters in the option's short code, for example <c>11</c>; the symbol cannot be
/// computed from them.</param>
/// <param name="Symbol">Six digits of the stock.</param>
/// <param name="Name">Korean name as the master file writes it.</param>
public sealed record Underlying(string ProductId, string Symbol, string Name)
{
    /// <summary>True for the symbol or the name as a person types it: case does not matter, nor whether Hangul is composed (NFC) or decomposed (NFD).</summary>
    /// <param name="symbolOrName">For example <c>005930</c> or <c>삼성전자</c>.</param>
    public bool IsCalled(string symbolOrName)
    {
        var asked = HangulText.Compose(symbolOrName.Trim());
        return Symbol.Equals(asked, StringComparison.OrdinalIgnoreCase) || HangulText.Compose(Name).Equals(asked, StringComparison.OrdinalIgnoreCase);
    }
}
