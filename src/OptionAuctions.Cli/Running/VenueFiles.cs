using OptionAuctions.Venue;

namespace OptionAuctions.Cli.Running;

/// <summary>The input files of a venue, and its built-in scenarios.</summary>
internal static class VenueFiles
{
    /// <summary>Returns a scenario by its name, or from a file.</summary>
    /// <exception cref="CliException">There is none, or the file is wrong; the message then names line and reason.</exception>
    public static Scenario Scenario(string nameOrFile)
    {
        if (ScenarioCatalog.BuiltIn.Find(nameOrFile) is { } known) return known;
        if (!Path.Exists(nameOrFile))
            throw new CliException($"--scenario '{nameOrFile}' is neither a scenario nor a file; 'auctions venue --list' names the scenarios", ExitCode.Usage);
        return Read("--scenario", nameOrFile, () => Venue.Scenario.Load(nameOrFile));
    }

    /// <summary>Returns the series of a master file.</summary>
    /// <exception cref="CliException">The file cannot be read, or one of its lines is wrong; the message then names line and reason.</exception>
    public static IReadOnlyList<ListedSeries> Listing(string file)
    {
        var listing = Read("--master", file, () => MasterFile.Load(file));
        return RefusedLine.Summarize(listing.Refused) is { } refused
            ? throw new CliException($"--master '{file}': {refused}", ExitCode.Usage)
            : listing.Series;
    }

    /// <summary>Writes one line for each scenario: its name and its summary.</summary>
    public static async Task<int> ListScenariosAsync(CliEnvironment environment)
    {
        var all = ScenarioCatalog.BuiltIn.All;
        var width = all.Max(scenario => scenario.Name.Length);
        foreach (var scenario in all) await environment.Out.WriteLineAsync($"{scenario.Name.PadRight(width)}  {scenario.Summary}");
        return ExitCode.Ok;
    }

    private static T Read<T>(string option, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception cause) when (cause is ScenarioException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{option} '{file}': {cause.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
