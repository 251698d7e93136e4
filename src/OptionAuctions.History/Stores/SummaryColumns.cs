using System.Data.Common;

namespace OptionAuctions.History.Stores;

/// <summary>The columns of a summary: their names, and their values in both directions.</summary>
internal static class SummaryColumns
{
    private static readonly string[] Key = ["day", "code", "call", "ordinal"];

    private static readonly string[] Names =
    [
        .. Key, "underlying", "name", "strike", "expiry", "is_call", "first_price", "last_price", "high_price", "low_price", "revisions", "reversals",
        "convergence", "first_record_at", "last_record_at", "known_from", "is_whole", "final_price", "gaps", "source", "written_by", "slippage", "quality",
        "odd_records",
    ];

    /// <summary>Selects the columns that <see cref="Read"/> reads.</summary>
    public static string Select { get; } = $"SELECT {string.Join(", ", Names)} FROM {SchemaVersion.Table}";

    /// <summary>The condition for one summary.</summary>
    public static string ByKey { get; } = string.Join(" AND ", Key.Select(name => $"{name} = @{name}"));

    /// <summary>Stores one summary, in place of the one with its key.</summary>
    public static string Upsert { get; } = $"INSERT INTO {SchemaVersion.Table} ({string.Join(", ", Names)}) "
        + $"VALUES ({string.Join(", ", Names.Select(name => $"@{name}"))}) "
        + $"ON CONFLICT ({string.Join(", ", Key)}) DO UPDATE SET {string.Join(", ", Names.Except(Key).Select(name => $"{name} = excluded.{name}"))}";

    /// <summary>Adds the parameters of <see cref="ByKey"/>.</summary>
    public static void AddKey(DbCommand command, CallSummary summary)
    {
        Add(command, "day", summary.Day);
        Add(command, "code", $"{summary.Code}");
        Add(command, "call", CallName.Of(summary.Call));
        Add(command, "ordinal", summary.Ordinal);
    }

    /// <summary>Adds the parameters of <see cref="Upsert"/>.</summary>
    public static void AddAll(DbCommand command, CallSummary summary, SqlDialect dialect)
    {
        AddKey(command, summary);
        Add(command, "underlying", summary.Terms?.Underlying);
        Add(command, "name", summary.Terms?.Name);
        Add(command, "strike", summary.Terms?.Strike);
        Add(command, "expiry", summary.Terms?.Expiry);
        Add(command, "is_call", summary.Terms?.IsCall);
        Add(command, "first_price", summary.First.ToDecimal());
        Add(command, "last_price", summary.Last.ToDecimal());
        Add(command, "high_price", summary.High.ToDecimal());
        Add(command, "low_price", summary.Low.ToDecimal());
        Add(command, "revisions", summary.Revisions);
        Add(command, "reversals", summary.Reversals);
        Add(command, "convergence", summary.Convergence);
        Add(command, "first_record_at", summary.FirstRecordAt is { } first ? dialect.Time(first) : null);
        Add(command, "last_record_at", summary.LastRecordAt is { } last ? dialect.Time(last) : null);
        Add(command, "known_from", summary.KnownFrom is { } from ? dialect.Time(from) : null);
        Add(command, "is_whole", summary.IsWhole);
        Add(command, "final_price", summary.FinalPrice.ToDecimal());
        Add(command, "gaps", summary.Gaps);
        Add(command, "source", summary.Source);
        Add(command, "written_by", summary.WrittenBy);
        Add(command, "slippage", summary.Slippage.ToDecimal());
        Add(command, "quality", summary.Quality is { } quality ? QualityText.Of(quality) : null);
        Add(command, "odd_records", summary.OddRecords);
    }

    /// <summary>Reads the row on which a reader stands.</summary>
    public static CallSummary Read(DbDataReader reader)
    {
        var row = new SummaryRow(reader);
        return new CallSummary(row.Value<DateOnly>(), new Instrument(row.Text()!), CallName.Parse(row.Text()!), row.Value<int>())
        {
            Terms = row.Terms(), First = row.Won(), Last = row.Won(), High = row.Won(), Low = row.Won(), Revisions = row.Value<int>(),
            Reversals = row.Value<int>(), Convergence = row.Maybe<double>(), FirstRecordAt = row.Time(), LastRecordAt = row.Time(), KnownFrom = row.Time(),
            IsWhole = row.Value<bool>(), FinalPrice = row.Won(), Gaps = row.Value<int>(), Source = row.Text()!, WrittenBy = row.Text()!,
            Quality = row.Quality(), OddRecords = row.Maybe<long>(),
        };
    }

    /// <summary>Adds a parameter.</summary>
    public static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
