namespace OptionAuctions.Cli.Surveys;

/// <summary>The result of a survey: the answers, and what of the recording they rest on.</summary>
/// <param name="Path">The recording as it was named.</param>
/// <param name="Files">Number of its files.</param>
/// <param name="Messages">Number of messages that were read.</param>
/// <param name="First">Arrival of the first; <see langword="null"/> without messages.</param>
/// <param name="Last">Arrival of the last.</param>
/// <param name="IsComplete">False when the survey was stopped before the end of the recording.</param>
/// <param name="Problems">Damage of the files, as sentences: what is behind it was not read.</param>
/// <param name="Answers">The answers.</param>
internal sealed record SurveyReport(
    string Path, int Files, long Messages, DateTimeOffset? First, DateTimeOffset? Last, bool IsComplete, IReadOnlyList<string> Problems,
    IReadOnlyList<SurveyAnswer> Answers);
