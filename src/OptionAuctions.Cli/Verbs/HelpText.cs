using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The help page with every verb and every option; for one verb, its part of the page.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const int Column = 28;

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var page = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        if (command is not RootCommand)
        {
            WriteVerb(page, command);
            return ExitCode.Ok;
        }

        page.WriteLine(command.Description);
        page.WriteLine();
        page.WriteLine("auctions [verb] [options]; without a verb: run");
        foreach (var verb in command.Subcommands)
        {
            page.WriteLine();
            WriteVerb(page, verb);
        }

        page.WriteLine();
        page.WriteLine("Durations have a unit: 500ms, 20s, 5m, 2h. Every other setting is in config/appsettings.json, and in the");
        page.WriteLine("environment as OptionAuctions__Name. Exit code 0: done; 1: failed, or the figures do not add up; 2: the request");
        page.WriteLine("is impossible.");
        return ExitCode.Ok;
    }

    private static void WriteVerb(TextWriter page, Command verb)
    {
        page.WriteLine($"auctions {verb.Name}");
        foreach (var line in Lines(verb.Description)) page.WriteLine($"  {line}");
        foreach (var option in verb.Options.Where(o => o is not HelpOption))
        {
            var heading = $"  {option.Name} {option.HelpName}".PadRight(Column);
            foreach (var line in Lines(option.Description))
            {
                page.WriteLine($"{heading}{line}");
                heading = new string(' ', Column);
            }
        }
    }

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries);
}
