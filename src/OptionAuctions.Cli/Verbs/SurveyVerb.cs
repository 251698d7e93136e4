using System.CommandLine;
using OptionAuctions.Cli.Surveys;

namespace OptionAuctions.Cli.Verbs;

/// <summary>The verb <c>auctions survey</c>.</summary>
internal sealed class SurveyVerb
{
    private readonly Argument<string> _path = new("PATH") { Description = "A recording: a file, or a folder of files." };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON document on stdout. Default: a page of text." };

    private readonly Option<string?> _fixtures = new("--fixtures")
    {
        HelpName = "DIR",
        Description = "Writes a few messages of each TR, phase code and shape to this folder, byte for byte and without\n"
            + "secrets, with PROVENANCE.json. No file is overwritten. Default: none are written.",
    };

    public SurveyVerb(CliEnvironment environment)
    {
        Command = new Command("survey", "Answers what nobody has documented of the venue from a recording of a live day, with counts and examples: widths and\n"
            + "formats, signs, phase codes, silence, ages, answers. Ctrl+C ends it with the answers of what was read.")
        {
            _path, _json, _fixtures,
        };
        Command.SetAction((parsed, stop) => SurveyRun.RunAsync(
            new SurveyRequest(parsed.GetValue(_path)!, parsed.GetValue(_json), parsed.GetValue(_fixtures)), environment, stop));
    }

    public Command Command { get; }
}
