using OptionAuctions.Cli.Surveys.Fixtures;

namespace OptionAuctions.Cli.Surveys;

/// <summary>The command <c>survey</c>: one pass over a recording, the answers to all questions, and fixtures if they are asked for.</summary>
internal static class SurveyRun
{
    public static async Task<int> RunAsync(SurveyRequest request, CliEnvironment environment, CancellationToken stop)
    {
        var files = new SurveyedFiles(request.Path);
        var folder = request.Fixtures is { } path ? FixtureFolder.Create(path) : null;
        var fixtures = folder is null ? null : new FixtureSet();
        var report = Read(request.Path, files, fixtures, environment, stop);
        foreach (var problem in report.Problems) environment.Error.WriteLine($"auctions: warning: {problem}");
        if (report is { Messages: 0, IsComplete: true })
            throw new CliException($"'{request.Path}' has no message{string.Concat(report.Problems.Select(problem => $"; {problem}"))}", ExitCode.Usage);

        if (!report.IsComplete) environment.Error.WriteLine("auctions: warning: stopped before the end; the answers are of what was read");
        if (request.Json) await environment.Out.WriteLineAsync(SurveyJson.Of(report));
        else foreach (var line in SurveyPage.Lines(report)) await environment.Out.WriteLineAsync(line);
        if (folder is not null && fixtures is not null)
        {
            var written = folder.Write(fixtures, files.Paths, report.IsComplete, environment.Time);
            environment.Error.WriteLine(PrintableText.Say($"auctions: {written} fixtures in {request.Fixtures}, {fixtures.Withheld} messages withheld"));
        }

        return ExitCode.Ok;
    }

    private static SurveyReport Read(string path, SurveyedFiles files, FixtureSet? fixtures, CliEnvironment environment, CancellationToken stop)
    {
        var (questions, parser) = (SurveyQuestions.All(), new MessageParser());
        var progress = new SurveyProgress(environment.Time, environment.Error, files.Length);
        var (messages, isComplete, first, last) = (0L, true, (DateTimeOffset?)null, (DateTimeOffset?)null);
        foreach (var (recorded, file) in files.Read())
        {
            if (stop.IsCancellationRequested)
            {
                isComplete = false;
                break;
            }

            var message = parser.Parse(recorded);
            foreach (var question in questions) question.Add(message);
            fixtures?.Add(message, file);
            (first, last) = (first ?? message.At, message.At);
            progress.Tick(++messages, files.Position);
        }

        return new SurveyReport(
            path, files.Paths.Count, messages, first, last, isComplete, files.Problems, [.. questions.Select(question => question.Answer())]);
    }
}
