namespace OptionAuctions.Benchmarks.Growth;

/// <summary>What was asked for: <c>[folder] [--quick] [--only codes,frames]</c>.</summary>
/// <param name="Folder">Where <c>performance.md</c> is.</param>
/// <param name="Quick">Shorter and fewer rounds.</param>
/// <param name="Figures">Figures to make.</param>
/// <param name="Unknown">The name of a figure that there is not.</param>
internal sealed record GrowthArguments(string Folder, bool Quick, IReadOnlyList<Figure> Figures, string? Unknown)
{
    public static GrowthArguments Read(string[] arguments)
    {
        var at = Array.IndexOf(arguments, "--only");
        var only = at >= 0 && at + 1 < arguments.Length ? arguments[at + 1].Split(',') : null;
        var folder = arguments.Where((argument, i) => !argument.StartsWith("--", StringComparison.Ordinal) && (at < 0 || i != at + 1)).FirstOrDefault("docs");
        var figures = only is null ? Figure.All : [.. Figure.All.Where(figure => only.Contains(figure.Name))];
        return new GrowthArguments(folder, arguments.Contains("--quick"), figures, only?.FirstOrDefault(name => Figure.All.All(figure => figure.Name != name)));
    }
}
