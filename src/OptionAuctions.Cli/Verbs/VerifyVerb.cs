using System.CommandLine;
using OptionAuctions.Cli.Recordings;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions verify</c>.</summary>
internal sealed class VerifyVerb
{
    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per file on stdout. Default: plain lines." };

    public VerifyVerb(CliEnvironment environment)
    {
        Command = new Command("verify", "Verifies a recording: every record and checksum, and whether what its parts say of each other agrees. Damage is\n"
            + "named by its place and by what is lost. Exit code 0 when every file is whole, 1 when one is not.")
        {
            _path, _json,
        };
        Command.SetAction((parsed, _) => Verification.RunAsync(parsed.GetValue(_path)!, parsed.GetValue(_json), environment));
    }

    public Command Command { get; }
}
