namespace OptionAuctions;

/// <summary>A stock that options are written on.</summary>
/// <param name="ProductId">Two characters in the option's short code, for example <c>11</c>; the symbol cannot be
/// computed from them.</param>
/// <param name="Symbol">Six digits of the stock.</param>
/// <param name="Name">Korean name as the master file writes it.</param>
public sealed record Underlying(string ProductId, string Symbol, string Name);
