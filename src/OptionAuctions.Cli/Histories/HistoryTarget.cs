namespace OptionAuctions.Cli.Histories;

/// <summary>Which history was typed.</summary>
/// <param name="File">A SQLite file; <see langword="null"/>: the one in the state folder.</param>
/// <param name="IsPostgres">True for PostgreSQL.</param>
/// <param name="PostgresFile">The file with its connection string; <see langword="null"/>: it is in the configuration.</param>
internal sealed record HistoryTarget(string? File, bool IsPostgres = false, string? PostgresFile = null);
