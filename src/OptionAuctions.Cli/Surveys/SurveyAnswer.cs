namespace OptionAuctions.Cli.Surveys;

/// <summary>The answer of a recording to one question.</summary>
/// <param name="Question">Name of the question: lower case and hyphens, the same in every version.</param>
/// <param name="Anchor">The statement of docs/venue.md that it is about, an anchor of that page.</param>
/// <param name="Text">The answer in one or two sentences.</param>
/// <param name="Counts">The counts that it rests on.</param>
/// <param name="Examples">Some of the messages or moments, without secrets and control characters.</param>
internal sealed record SurveyAnswer(string Question, string Anchor, string Text, CountTable Counts, IReadOnlyList<string> Examples)
{
    /// <summary>What a question answers that no message was about.</summary>
    public const string Nothing = "The recording has nothing that it can be answered from.";
}
