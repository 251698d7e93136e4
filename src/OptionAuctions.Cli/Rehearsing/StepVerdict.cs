namespace OptionAuctions.Cli.Rehearsing;

/// <summary>The verdict on a step of a rehearsal.</summary>
internal enum StepVerdict
{
    /// <summary>What the step looks for was seen.</summary>
    Ok,

    /// <summary>It was not seen, or something else was.</summary>
    Failed,

    /// <summary>The step was not reached.</summary>
    Skipped,
}
