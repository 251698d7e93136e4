namespace OptionAuctions.Venue.Tests;

/// <summary>Where the sources are, for tests that hold the shipped files to their word.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("no Actors.sln above the tests");
        return folder.FullName;
    }
}
