using System.CommandLine;
using System.CommandLine.Parsing;
using OptionAuctions.Cli.Exporting;
using OptionAuctions.Export;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions export</c>.</summary>
internal sealed class ExportVerb
{
    private static readonly ExportTables[] Each = [.. Enum.GetValues<ExportTables>().Where(table => table is not (ExportTables.None or ExportTables.All))];

    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<string> _to = new("--to")
    {
        HelpName = "DIR", Required = true, Description = "Folder of the Parquet files; it is made when it is not there. Default: none, it has to be named.",
    };

    private readonly Option<ExportTables?> _what = new("--what")
    {
        HelpName = "A,B", CustomParser = Tables, Description = $"Tables to write, of {string.Join(", ", Each.Select(Name))}. Default: all.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per table on stdout. Default: plain lines." };

    public ExportVerb(CliEnvironment environment)
    {
        Command = new Command("export", "Exports a recording to Parquet files, by day: its messages, their records, and each change of each auction. The days\n"
            + "that it has are replaced in DIR, table by table. Exit code 1 when the recording is damaged: all that can be read is\n"
            + "exported. Ctrl+C leaves whole tables.")
        {
            _path, _to, _what, _json,
        };
        Command.SetAction((parsed, stop) => ExportCommand.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private ExportRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_path)!, parsed.GetValue(_to)!, parsed.GetValue(_what) ?? ExportTables.All, parsed.GetValue(_json));

    private static ExportTables? Tables(ArgumentResult argument)
    {
        var tables = ExportTables.None;
        foreach (var text in argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries)))
        {
            var table = Array.Find(Each, one => Name(one) == text);
            if (table == ExportTables.None)
            {
                argument.AddError($"'{text}' of --what is no table: {string.Join(", ", Each.Select(Name))}");
                return null;
            }

            tables |= table;
        }

        return tables;
    }

    private static string Name(ExportTables table) => table.ToString().ToLowerInvariant();
}
