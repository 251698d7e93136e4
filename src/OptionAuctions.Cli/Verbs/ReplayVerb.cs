using System.CommandLine;
using OptionAuctions.Cli.Recordings;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions replay</c>.</summary>
internal sealed class ReplayVerb
{
    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<double?> _speed = new("--speed")
    {
        HelpName = "X|max", CustomParser = Arguments.ReplaySpeed,
        Description = "Seconds of the recording per second; 1: as it was recorded. Default: max, as fast as this machine can.",
    };

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
        Command = new Command("replay", "Plays a recording through decoder, stream and actors as a live feed does, in virtual time, with the same result each\n"
            + "time: what changes, as 'run' shows it, a summary, and a digest of all changes on the last line. Nothing is dropped: it waits for the\n"
            + "reader of its output. Damage is passed over and named on stderr. Ctrl+C ends it between two messages.")
        {
            _path, _speed, _codes, _from, _to, _digest, _json,
        };
        Command.SetAction((parsed, stop) => ReplayRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private ReplayRequest Request(ParseResult parsed) => new(
        parsed.GetValue(_path)!, parsed.GetValue(_speed) is { } speed && double.IsFinite(speed) ? speed : null, parsed.GetValue(_codes), parsed.GetValue(_from),
        parsed.GetValue(_to), parsed.GetValue(_digest), parsed.GetValue(_json));
}
