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

    private readonly PartArguments _part = new();

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
            _path, _speed,
        };
        foreach (var option in (Option[])[.. _part.Options, _digest, _json]) Command.Options.Add(option);
        Command.SetAction((parsed, stop) => ReplayRun.RunAsync(Request(parsed), environment, stop));
    }

    public Command Command { get; }

    private ReplayRequest Request(ParseResult parsed)
    {
        var speed = parsed.GetValue(_speed) is { } given && double.IsFinite(given) ? given : (double?)null;
        var (codes, from, to) = _part.Read(parsed);
        return new ReplayRequest(parsed.GetValue(_path)!, speed, codes, from, to, parsed.GetValue(_digest), parsed.GetValue(_json));
    }
}
