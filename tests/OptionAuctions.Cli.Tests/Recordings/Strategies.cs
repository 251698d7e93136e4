namespace OptionAuctions.Cli.Tests.Recordings;

/// <summary>The assembly of a user, OptionAuctions.Replay.Strategies: where it was built to.</summary>
internal static class Strategies
{
    private const string Name = "OptionAuctions.Replay.Strategies", Tests = "OptionAuctions.Cli.Tests";

    /// <summary>Its path: beside this one, as both are built alike.</summary>
    public static string Dll { get; } = Path.Combine(AppContext.BaseDirectory.Replace(Tests, Name, StringComparison.Ordinal), $"{Name}.dll");

    /// <summary>Names a class in it, as the command line does.</summary>
    public static string Of(string type) => $"{Dll}!{Name}.{type}";
}
