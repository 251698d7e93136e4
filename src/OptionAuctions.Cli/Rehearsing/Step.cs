namespace OptionAuctions.Cli.Rehearsing;

/// <summary>A step of a rehearsal that is over.</summary>
/// <param name="Name">Name of the step, a contract: <c>approval</c>, <c>register H0STASP0 005930</c>.</param>
/// <param name="Finding">The finding.</param>
/// <param name="Took">How long it took, in real time.</param>
internal sealed record Step(string Name, Finding Finding, TimeSpan Took)
{
    /// <summary>The verdict as a word: <c>ok</c>, <c>failed</c>, <c>skipped</c>.</summary>
    public string Verdict => Finding.Verdict switch
    {
        StepVerdict.Ok => "ok",
        StepVerdict.Failed => "failed",
        _ => "skipped",
    };
}
