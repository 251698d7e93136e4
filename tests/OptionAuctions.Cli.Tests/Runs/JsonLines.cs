namespace OptionAuctions.Cli.Tests.Runs;

public static class JsonLines
{
    /// <summary>True for a JSON line of this type.</summary>
    public static bool IsA(this string line, string type) => line.StartsWith($$"""{"type":"{{type}}",""", StringComparison.Ordinal);
}
