using System.CommandLine;
using System.CommandLine.Help;
using OptionAuctions.Cli.Verbs;

namespace OptionAuctions.Cli;

/// <summary>The command line: its verbs, and what becomes of a mistake.</summary>
internal static class AuctionsCli
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">As typed.</param>
    /// <param name="around">What it may touch.</param>
    /// <param name="stop">Asks for a clean end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Surroundings around, CancellationToken stop)
    {
        try
        {
            var parsed = Parse(args, around);
            if (parsed.Errors.Count > 0)
                throw new CliException($"{parsed.Errors[0].Message.TrimEnd('.')}; 'auctions --help' lists what there is", ExitCode.Usage);
            var invocation = new InvocationConfiguration
            {
                Output = around.Out, Error = around.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            };
            var code = await parsed.InvokeAsync(invocation, stop);
            await around.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (CliException said)
        {
            foreach (var line in said.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                await around.Error.WriteLineAsync($"auctions: {line}");
            return said.ExitCode;
        }
        catch (IOException gone) when (StandardOutput.ReaderLeft(gone))
        {
            return ExitCode.Ok;
        }
        catch (Exception unforeseen) // the last word to whoever typed the command is never a stack trace
        {
            await around.Error.WriteLineAsync($"auctions: failed unexpectedly: {unforeseen.GetType().Name}: {unforeseen.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    /// <summary>What the words mean, without doing it.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args, Surroundings around) =>
        Root(around).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static RootCommand Root(Surroundings around)
    {
        var run = new RunVerb(around);
        var root = new RootCommand("Expected executions of Korean stock options while a call auction runs.")
        {
            run.Command,
            new VenueVerb(around).Command,
            new CodesVerb(around).Command,
            new DialsVerb(around).Command,
        };
        run.AddTo(root); // what happens without a verb
        root.Options.OfType<HelpOption>().Single().Action = new HelpText();
        return root;
    }
}
