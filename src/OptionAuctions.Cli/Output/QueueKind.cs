namespace OptionAuctions.Cli.Output;

/// <summary>What becomes of a line for which a queue has no room.</summary>
internal enum QueueKind
{
    /// <summary>It waits: the writer asks for room, or awaits it. For results.</summary>
    Waits,

    /// <summary>It is dropped, and a line says how many were. For the log.</summary>
    Drops,
}
