using System.CommandLine;
using System.CommandLine.Help;
using OptionAuctions.Cli.Output;
using OptionAuctions.Cli.Verbs;

namespace OptionAuctions.Cli;

/// <summary>The command line: its verbs, and the report of errors as sentences with an exit code.</summary>
internal static class AuctionsCli
{
    private static readonly TimeSpan ErrorTime = TimeSpan.FromSeconds(0.5); // for the last sentences to be read

    /// <summary>Runs one command.</summary>
    /// <param name="args">The arguments as typed.</param>
    /// <param name="environment">The outside world of the command.</param>
    /// <param name="stop">Requests a clean end.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliEnvironment environment, CancellationToken stop)
    {
        var code = await InvokeAsync(args, environment, stop);
        try
        {
            await environment.Error.FlushAsync(CancellationToken.None).WaitAsync(ErrorTime, TimeProvider.System, CancellationToken.None);
        }
        catch (Exception cause) when (cause is IOException or TimeoutException)
        {
            // nobody reads it; the exit code is told all the same
        }

        return code;
    }

    /// <summary>Parses the arguments of a command without running it.</summary>
    public static ParseResult Parse(IReadOnlyList<string> args, CliEnvironment environment) =>
        Root(environment).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static async Task<int> InvokeAsync(IReadOnlyList<string> args, CliEnvironment environment, CancellationToken stop)
    {
        try
        {
            OpenFileLimit.Check();
            var parsed = Parse(args, environment);
            if (parsed.Errors.Count > 0)
                throw new CliException($"{parsed.Errors[0].Message.TrimEnd('.')}; 'auctions --help' lists what there is", ExitCode.Usage);
            var invocation = new InvocationConfiguration
            {
                Output = environment.Out, Error = environment.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
            };
            await using var limit = environment.Time.CreateTimer(_ => environment.Out.Abandon(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            await using var stopping = stop.Register(() => limit.Change(StopBudget.Total, Timeout.InfiniteTimeSpan));
            var code = await parsed.InvokeAsync(invocation, stop);
            await environment.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (CliException refusal)
        {
            foreach (var line in refusal.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                environment.Error.WriteLine($"auctions: {line}");
            return refusal.ExitCode;
        }
        catch (IOException cause) when (StandardStream.IsReaderGone(cause))
        {
            return ExitCode.Ok;
        }
        catch (IOException cause) when (environment.Out.Failure.IsCompleted)
        {
            environment.Error.WriteLine($"auctions: the output cannot be written: {cause.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
        catch (Exception cause) // the user of a command never gets a stack trace
        {
            environment.Error.WriteLine($"auctions: failed unexpectedly: {cause.GetType().Name}: {cause.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Root(CliEnvironment environment)
    {
        var run = new RunVerb(environment);
        var root = new RootCommand("Expected executions of Korean stock options while a call auction runs.")
        {
            run.Command,
            new VenueVerb(environment).Command,
            new CodesVerb(environment).Command,
            new DialsVerb(environment).Command,
            new RehearseVerb(environment).Command,
            new RecordVerb(environment).Command,
            new VerifyVerb(environment).Command,
            new ReplayVerb(environment).Command,
            new DiffVerb(environment).Command,
            new HistoryVerb(environment).Command,
            new SurveyVerb(environment).Command,
            new ExportVerb(environment).Command,
        };
        run.AddTo(root); // run is the default verb
        root.Options.OfType<HelpOption>().Single().Action = new HelpText();
        return root;
    }
}
