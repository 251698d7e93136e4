using System.Globalization;
using DuckDB.NET.Data;

namespace OptionAuctions.Export.Tests;

/// <summary>A table of an export as DuckDB reads it.</summary>
/// <param name="folder">Its folder.</param>
internal sealed class DuckTable(string folder)
{
    private string Source => $"read_parquet('{folder}/**/*.parquet', hive_partitioning=true)";

    /// <summary>Runs a query.</summary>
    /// <param name="sql">The query; <c>{0}</c> is the table.</param>
    /// <returns>The rows; bytes as an array.</returns>
    public List<object?[]> Query(string sql) => Run(string.Format(CultureInfo.InvariantCulture, sql, Source));

    /// <summary>The names and types of the columns.</summary>
    public Dictionary<string, string> Types() => Query("DESCRIBE SELECT * FROM {0}").ToDictionary(row => (string)row[0]!, row => (string)row[1]!);

    /// <summary>Runs a query that names its files itself.</summary>
    public static List<object?[]> Run(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Value(reader, column))]);
        return rows;
    }

    private static object? Value(System.Data.Common.DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column)) return null;
        var value = reader.GetValue(column);
        if (value is not Stream stream) return value;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        stream.Dispose();
        return bytes.ToArray();
    }
}
