using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OptionAuctions.Cli.Surveys;

/// <summary>The survey as one JSON document.</summary>
internal static class SurveyJson
{
    // The output goes to a pipe and not into HTML, so that plus signs need no escapes.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Returns the document.</summary>
    public static string Of(SurveyReport report) => new JsonObject
    {
        ["survey"] = new JsonArray([.. report.Answers.Select(Answer)]),
        ["recording"] = new JsonObject
        {
            ["path"] = report.Path, ["files"] = report.Files, ["messages"] = report.Messages,
            ["first"] = report.First is { } first ? PrintableText.Moment(first) : null,
            ["last"] = report.Last is { } last ? PrintableText.Moment(last) : null,
            ["complete"] = report.IsComplete, ["problems"] = Texts(report.Problems),
        },
    }.ToJsonString(Options);

    private static JsonObject Answer(SurveyAnswer answer) => new()
    {
        ["question"] = answer.Question, ["about"] = $"docs/venue.md#{answer.Anchor}", ["answer"] = answer.Text, ["counts"] = answer.Counts.ToJson(),
        ["examples"] = Texts(answer.Examples),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
