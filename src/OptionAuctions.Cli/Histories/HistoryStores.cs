using System.Text;
using Microsoft.Extensions.Configuration;
using OptionAuctions.History;
using OptionAuctions.Wire;

namespace OptionAuctions.Cli.Histories;

/// <summary>Opens the history that a command line names.</summary>
internal static class HistoryStores
{
    /// <summary>The key of the connection string of PostgreSQL.</summary>
    public const string PostgresKey = $"{FeedOptions.Section}:History:Postgres";

    private const string Variable = "OptionAuctions__History__Postgres";
    private const int MaxBytes = 1 << 16; // far more than a connection string has

    /// <summary>Opens a history; the SQLite file is made if there is none.</summary>
    /// <param name="target">What was typed.</param>
    /// <param name="configuration">The configuration, with the state folder and the connection string.</param>
    /// <param name="name">Name of the file in the state folder.</param>
    /// <param name="isMade">False to refuse a SQLite file that is not there.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="CliException">It cannot be opened.</exception>
    public static async Task<IAuctionHistory> OpenAsync(
        HistoryTarget target, IConfiguration configuration, string name, bool isMade, CancellationToken stop)
    {
        try
        {
            if (target.IsPostgres) return await PostgresHistory.OpenAsync(ConnectionString(target.PostgresFile, configuration), stop);
            var path = Path.GetFullPath(target.File ?? Path.Combine(HistorySettings.Read(configuration).StateFolder, name));
            if (!isMade && !Path.Exists(path))
            {
                throw new CliException(
                    $"there is no history '{path}': --import DIR makes one of a recording, 'auctions run --history' of a feed", ExitCode.Usage);
            }

            return await SqliteHistory.OpenAsync(path, stop);
        }
        catch (HistoryException cause)
        {
            throw Refusal(cause);
        }
        catch (ArgumentException)
        {
            throw new CliException($"'{target.File}' is no path of a file", ExitCode.Usage);
        }
    }

    /// <summary>Makes an exception of a history one of the command line.</summary>
    public static CliException Refusal(HistoryException cause) =>
        new(cause.Message, cause.Problem == HistoryProblem.Unavailable ? ExitCode.Failed : ExitCode.Usage);

    private static Secret ConnectionString(string? file, IConfiguration configuration)
    {
        if (file is null)
        {
            return configuration[PostgresKey] is { } text && !string.IsNullOrWhiteSpace(text)
                ? new Secret(text)
                : throw new CliException(
                    $"--postgres needs a connection string: set {Variable} in the environment, or name a file that holds it", ExitCode.Usage);
        }

        // One that was typed itself is not repeated: it is in the shell's history already, and need not be in a log.
        if (file.Contains('=', StringComparison.Ordinal) && !Path.Exists(file))
            throw new CliException($"--postgres names a file that holds the connection string, or none when {Variable} does", ExitCode.Usage);
        try
        {
            return new Secret(Encoding.UTF8.GetString(RegularFile.ReadAllBytes(file, MaxBytes)).Trim());
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"--postgres: {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
