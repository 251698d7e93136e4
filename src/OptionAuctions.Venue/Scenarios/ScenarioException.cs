namespace OptionAuctions.Venue;

/// <summary>The exception for a scenario that cannot be read. The message is one sentence with file, line and reason.</summary>
public sealed class ScenarioException(string file, int line, string reason) : Exception($"{file}, line {line}: {reason}")
{
    /// <summary>Number of the line, from 1.</summary>
    public int Line => line;
}
