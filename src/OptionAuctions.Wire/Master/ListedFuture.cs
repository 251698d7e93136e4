namespace OptionAuctions;

/// <summary>One single-stock future of the master file.</summary>
/// <param name="Code">Short code, the <c>tr_key</c> of a registration.</param>
/// <param name="Isin">Standard code, as the file has it.</param>
/// <param name="Underlying">Stock that it is written on.</param>
/// <param name="Expiry">First day of the month it expires in; its last trading day is that of the month's options.</param>
/// <param name="Multiplier">Shares a contract, 10 as a rule; <see langword="null"/> when the file does not say it.</param>
public sealed record ListedFuture(Instrument Code, string Isin, Underlying Underlying, DateOnly Expiry, decimal? Multiplier);
