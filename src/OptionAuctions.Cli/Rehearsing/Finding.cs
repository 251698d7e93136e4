namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The finding of a step: verdict, what was seen, and what a person can do about it.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Found">What was seen, without secrets.</param>
/// <param name="Fix">What to do; empty when the step is in order.</param>
internal sealed record Finding(StepVerdict Verdict, string Found, string Fix)
{
    public static Finding Ok(string found) => new(StepVerdict.Ok, found, "");

    public static Finding Failed(string found, string fix) => new(StepVerdict.Failed, found, fix);

    public static Finding Skipped(string why) => new(StepVerdict.Skipped, why, "rehearse again when that is mended");
}
