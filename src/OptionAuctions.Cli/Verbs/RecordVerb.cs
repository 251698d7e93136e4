using System.CommandLine;
using OptionAuctions.Cli.Running;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions record</c>.</summary>
internal sealed class RecordVerb
{
    private readonly Option<string> _to = new("--to")
    {
        HelpName = "DIR", Required = true, Description = "Folder of the recording; it is made when it is not there. Default: none, it has to be named.",
    };

    public RecordVerb(CliEnvironment environment)
    {
        var run = new RunVerb(environment);
        Command = new Command("record", "Follows codes as 'run' does, and keeps each message of the venue as it was received, in MCAP files that 'replay',\n"
            + "'verify' and other programs read. Without credentials, those of a simulated venue. Ctrl+C leaves a whole file.")
        {
            _to,
        };
        foreach (var option in run.FeedOptions) Command.Options.Add(option);
        Command.SetAction((parsed, stop) =>
            FeedRun.RunAsync(run.Request(parsed) with { RecordTo = parsed.GetValue(_to), IsOnlyRecorded = true }, environment, stop));
    }

    public Command Command { get; }
}
