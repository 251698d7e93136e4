namespace OptionAuctions.Cli.Surveys;

/// <summary>The request of the command line of <c>survey</c>.</summary>
/// <param name="Path">The recording: a file, or a folder of files.</param>
/// <param name="Json">One JSON document rather than a page of text.</param>
/// <param name="Fixtures">The folder for messages that become test fixtures; <see langword="null"/>: none are written.</param>
internal sealed record SurveyRequest(string Path, bool Json, string? Fixtures);
