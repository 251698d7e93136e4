using System.Data.Common;

namespace OptionAuctions.History.Stores;

/// <summary>What the two databases do differently.</summary>
internal abstract class SqlDialect : IAsyncDisposable
{
    /// <summary>The store in a sentence: its file, or host and database.</summary>
    public abstract string Name { get; }

    /// <summary>The type of a column of days, of moments, and of flags.</summary>
    public abstract (string Day, string Time, string Flag) Types { get; }

    /// <summary>Opens a connection.</summary>
    public abstract Task<DbConnection> ConnectAsync(CancellationToken stop);

    /// <summary>Begins a transaction in which nobody else writes to the history.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken stop);

    /// <summary>Returns whether there is a table of this name.</summary>
    public abstract Task<bool> HasTableAsync(DbConnection connection, DbTransaction transaction, string table, CancellationToken stop);

    /// <summary>Refuses a database that has no history in it and is somebody else's.</summary>
    /// <exception cref="HistoryException">It is.</exception>
    public virtual Task RefuseForeignAsync(DbConnection connection, DbTransaction transaction, CancellationToken stop) => Task.CompletedTask;

    /// <summary>A moment as the value of a parameter.</summary>
    public abstract object Time(DateTimeOffset at);

    /// <summary>Makes an exception of the driver one of ours; <see langword="null"/> for one that is not of the driver.</summary>
    public abstract HistoryException? Translate(Exception cause);

    /// <summary>Closes what is open.</summary>
    public abstract ValueTask DisposeAsync();
}
