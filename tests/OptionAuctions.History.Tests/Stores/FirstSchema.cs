using OptionAuctions.History.Stores;

namespace OptionAuctions.History.Tests.Stores;

/// <summary>
/// Version 1 of the schema as it was written, with two rows, in the words of the database and not of our list of versions: what is in a file somewhere does
/// not change with it.
/// </summary>
internal static class FirstSchema
{
    public static IReadOnlyList<string> Statements(SqlDialect dialect)
    {
        var (day, time, flag) = dialect is SqliteDialect ? ("TEXT", "TEXT", "INTEGER") : ("DATE", "TIMESTAMPTZ", "BOOLEAN");
        var (yes, offset) = (dialect is SqliteDialect ? "1" : "TRUE", "+09:00");
        return
        [
            $"""
            CREATE TABLE auction_history (
                day {day} NOT NULL, code TEXT NOT NULL, call TEXT NOT NULL, ordinal INTEGER NOT NULL, underlying TEXT, name TEXT, strike NUMERIC,
                expiry {day}, is_call {flag}, first_price NUMERIC, last_price NUMERIC, high_price NUMERIC, low_price NUMERIC, revisions INTEGER NOT NULL,
                reversals INTEGER NOT NULL, convergence DOUBLE PRECISION, first_record_at {time}, last_record_at {time}, known_from {time},
                is_whole {flag} NOT NULL, final_price NUMERIC, gaps INTEGER NOT NULL, source TEXT NOT NULL, written_by TEXT NOT NULL,
                PRIMARY KEY (day, code, call, ordinal))
            """,
            "CREATE INDEX auction_history_by_code ON auction_history (code, day)",
            "CREATE INDEX auction_history_by_underlying ON auction_history (underlying, day)",
            "CREATE TABLE auction_history_schema (version INTEGER NOT NULL)",
            "INSERT INTO auction_history_schema (version) VALUES (1)",
            Row("2026-11-23", "1090"),
            Row("2026-11-24", "NULL"),
        ];

        string Row(string on, string final) =>
            $"INSERT INTO auction_history VALUES ('{on}', 'B11612083', 'opening', 1, '005930', '삼성전자', 70000, '2026-12-10', {yes}, 1060, 1100, 1140.5, "
            + $"1040, 57, 12, 0.5, '2026-11-23T08:40:01.000123{offset}', '2026-11-23T09:00:00.250000{offset}', '2026-11-23T08:30:00.000000{offset}', {yes}, "
            + $"{final}, 0, 'auctions-20261123-084000-001.mcap', '0.0.9')";
    }
}
