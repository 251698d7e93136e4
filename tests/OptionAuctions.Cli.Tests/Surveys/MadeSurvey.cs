using System.Text.Json;
using OptionAuctions.Cli.Tests.Runs;

namespace OptionAuctions.Cli.Tests.Surveys;

/// <summary>The JSON document of a survey, as a program reads it.</summary>
/// <param name="Root">The document.</param>
/// <param name="Error">What was written to stderr.</param>
internal sealed record MadeSurvey(JsonElement Root, string Error)
{
    public IEnumerable<string> Questions => Root.GetProperty("survey").EnumerateArray().Select(one => one.GetProperty("question").GetString()!);

    public static async Task<MadeSurvey> OfAsync(string path, params string[] words)
    {
        await using var run = CliRun.Start(["survey", path, "--json", .. words]);
        Assert.True(await run.Code == 0, run.Said);
        using var document = JsonDocument.Parse(run.Out.Text);
        return new MadeSurvey(document.RootElement.Clone(), run.Error.Text);
    }

    public JsonElement this[string question] => Root.GetProperty("survey").EnumerateArray().Single(one => one.GetProperty("question").GetString() == question);

    public string Answer(string question) => this[question].GetProperty("answer").GetString()!;

    public string[] Rows(string question) => [.. this[question].GetProperty("counts").EnumerateObject().Select(row => row.Name)];

    public string[] Examples(string question) => [.. this[question].GetProperty("examples").EnumerateArray().Select(one => one.GetString()!)];

    /// <summary>Figures of a row: <c>messages=3 records=4</c>.</summary>
    public string Figures(string question, string row, params string[] names)
    {
        var figures = this[question].GetProperty("counts").GetProperty(row);
        return string.Join(' ', names.Select(name => $"{name}={figures.GetProperty(name)}"));
    }
}
