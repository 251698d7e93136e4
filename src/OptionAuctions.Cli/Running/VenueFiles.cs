using OptionAuctions.Venue.Scenarios;
using OptionAuctions.Wire.Master;

namespace OptionAuctions.Cli.Running;

/// <summary>The files that a venue can be given, and the scenarios that it has.</summary>
internal static class VenueFiles
{
    /// <summary>A scenario by name, or from a file.</summary>
    /// <exception cref="CliException">There is none, or the file is wrong: with line and reason.</exception>
    public static Scenario Scenario(string nameOrFile)
    {
        if (ScenarioCatalog.BuiltIn.Find(nameOrFile) is { } known) return known;
        if (!File.Exists(nameOrFile))
            throw new CliException($"--scenario '{nameOrFile}' is neither a scenario nor a file; 'auctions venue --list' names the scenarios", ExitCode.Usage);
        return Read("--scenario", nameOrFile, () => Venue.Scenarios.Scenario.Parse(File.ReadAllText(nameOrFile), Path.GetFileName(nameOrFile)));
    }

    /// <summary>The series of a master file.</summary>
    /// <exception cref="CliException">It cannot be read, or a line of it is wrong: with line and reason.</exception>
    public static IReadOnlyList<ListedSeries> Listing(string file)
    {
        var listing = Read("--master", file, () => MasterFile.Load(file));
        return listing.Refused is [var first, ..]
            ? throw new CliException($"--master '{file}': {Path.GetFileName(file)}, {first}", ExitCode.Usage)
            : listing.Series;
    }

    /// <summary>One line a scenario: its name and what it does.</summary>
    public static async Task<int> ListScenariosAsync(Surroundings around)
    {
        var all = ScenarioCatalog.BuiltIn.All;
        var width = all.Max(scenario => scenario.Name.Length);
        foreach (var scenario in all) await around.Out.WriteLineAsync($"{scenario.Name.PadRight(width)}  {scenario.Summary}");
        return ExitCode.Ok;
    }

    private static T Read<T>(string option, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception wrong) when (wrong is ScenarioException or IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{option} '{file}': {wrong.Message.ReplaceLineEndings(" ")}", ExitCode.Usage);
        }
    }
}
