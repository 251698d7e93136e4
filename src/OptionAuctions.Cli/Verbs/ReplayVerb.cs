using System.CommandLine;
using OptionAuctions.Cli.Recordings;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions replay</c>.</summary>
internal sealed class ReplayVerb
{
    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<IReadOnlyList<Instrument>?> _codes = new("--codes")
    {
        HelpName = "A,B,C", CustomParser = Arguments.Codes, Description = "Codes to follow. Default: all that the recording has records of.",
    };

    private readonly Option<TimeOnly?> _from = new("--from")
    {
        HelpName = "HH:mm:ss", CustomParser = Arguments.TimeOfDay, 
        Description = "First time of arrival, KST, on the first day of the recording. Default: its beginning.",
    };

    private readonly Option<TimeOnly?> _to = new("--to")
    {
        HelpName = "HH:mm:ss", CustomParser = Arguments.TimeOfDay, Description = "Time of arrival before which it ends. Default: its end.",
    };

    private readonly Option<bool> _digest = new("--digest")
    {
        Description = "Writes nothing but the digest of all changes, which is the same for each replay of the same messages. Default: the changes.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object per line on stdout. Default: plain lines." };

    public ReplayVerb(CliEnvironment environment)
    {
        Command = new Command("replay", "Plays a recording through decoder, stream and actors as a live feed does, in virtual time: as fast as it goes, and\n"
            + "with the same result each time. Ctrl+C ends it between two messages.")
        {
            _path, _codes, _from, _to, _digest, _json,
        };
        Command.SetAction((parsed, stop) => ReplayRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private ReplayRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_path)!, parsed.GetValue(_codes), parsed.GetValue(_from), parsed.GetValue(_to), parsed.GetValue(_digest), parsed.GetValue(_json));
}
