namespace OptionAuctions.History.Stores;

/// <summary>One version of the schema: what makes it of the version before.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Statements">The statements. <c>{day}</c>, <c>{time}</c> and <c>{flag}</c> stand for the types of the dialect.</param>
internal sealed record SchemaVersion(int Number, IReadOnlyList<string> Statements)
{
    /// <summary>The table of the summaries.</summary>
    public const string Table = "auction_history";

    /// <summary>The table with the number of the version, in one row.</summary>
    public const string VersionTable = "auction_history_schema";

    /// <summary>
    /// All versions, the oldest first. One that has been shipped is never changed. NUMERIC is exact in both dialects for amounts of two decimals: SQLite keeps
    /// what is no whole number as a double, of which fifteen digits are exact.
    /// </summary>
    public static IReadOnlyList<SchemaVersion> All { get; } =
    [
        new(1,
        [
            $$"""
            CREATE TABLE {{Table}} (
                day {day} NOT NULL,
                code TEXT NOT NULL,
                call TEXT NOT NULL,
                ordinal INTEGER NOT NULL,
                underlying TEXT,
                name TEXT,
                strike NUMERIC,
                expiry {day},
                is_call {flag},
                first_price NUMERIC,
                last_price NUMERIC,
                high_price NUMERIC,
                low_price NUMERIC,
                revisions INTEGER NOT NULL,
                reversals INTEGER NOT NULL,
                convergence DOUBLE PRECISION,
                first_record_at {time},
                last_record_at {time},
                known_from {time},
                is_whole {flag} NOT NULL,
                final_price NUMERIC,
                gaps INTEGER NOT NULL,
                source TEXT NOT NULL,
                written_by TEXT NOT NULL,
                PRIMARY KEY (day, code, call, ordinal))
            """,
            $"CREATE INDEX {Table}_by_code ON {Table} (code, day)",
            $"CREATE INDEX {Table}_by_underlying ON {Table} (underlying, day)",
        ]),
        new(2, // what was odd, and the slippage; of the rows of version 1 the slippage follows from the prices, and what was odd is not known
        [
            $"ALTER TABLE {Table} ADD COLUMN slippage NUMERIC",
            $"ALTER TABLE {Table} ADD COLUMN quality TEXT",
            $"ALTER TABLE {Table} ADD COLUMN odd_records BIGINT",
            $"UPDATE {Table} SET slippage = round(final_price - last_price, 2)",
        ]),
    ];

    /// <summary>The number of the version that this package writes.</summary>
    public static int Newest { get; } = All[^1].Number;
}
