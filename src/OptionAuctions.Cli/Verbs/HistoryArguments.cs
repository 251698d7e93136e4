using System.CommandLine;
using OptionAuctions.Cli.Histories;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The options that say where a history is.</summary>
/// <param name="file">The option for a SQLite file.</param>
/// <param name="postgres">Name of the option for PostgreSQL.</param>
internal sealed class HistoryArguments(Option<string?> file, string postgres)
{
    private readonly Option<string?> _postgres = new(postgres)
    {
        HelpName = "[FILE]", Arity = ArgumentArity.ZeroOrOne,
        Description = "A history in PostgreSQL, by the connection string in FILE or in OptionAuctions__History__Postgres.\nDefault: SQLite.",
    };

    /// <summary>All of these options.</summary>
    public IReadOnlyList<Option> Options => [file, _postgres];

    /// <summary>Returns what was typed; <see langword="null"/> when neither was.</summary>
    /// <exception cref="CliException">Both were.</exception>
    public HistoryTarget? Read(ParseResult parsed)
    {
        var (isFile, isPostgres) = (parsed.GetResult(file) is { Implicit: false }, parsed.GetResult(_postgres) is { Implicit: false });
        if (isFile && isPostgres) throw new CliException($"{file.Name} and {_postgres.Name} both say where the history is: name one of them", ExitCode.Usage);
        return isFile ? new HistoryTarget(parsed.GetValue(file)) : isPostgres ? new HistoryTarget(null, true, parsed.GetValue(_postgres)) : null;
    }
}
