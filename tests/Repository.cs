namespace OptionAuctions;

/// <summary>The files of this repository, for tests that read shipped files or samples.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The shipped master file.</summary>
    public static string MasterFile { get; } = Path.Combine(Root, "config", "fo_stk_code_mts.mst");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Actors.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("no Actors.sln above the tests");
        return folder.FullName;
    }
}
