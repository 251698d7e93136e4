using System.Text;

namespace OptionAuctions.Benchmarks;

/// <summary>A page of which the harness writes some parts, each between two marks, and people the rest.</summary>
internal static class MarkedPage
{
    /// <summary>How this program is started from the root of the sources.</summary>
    public const string Command = "dotnet run -c Release --project tests/OptionAuctions.Benchmarks --";

    /// <summary>Puts a text in the place of what stood between the marks of its name; on a page without them, at the end.</summary>
    public static async Task PutAsync(string page, string name, string text)
    {
        var (begin, end) = ($"<!-- {name}: written by the benchmarks -->", $"<!-- end of {name} -->");
        var before = File.Exists(page) ? await File.ReadAllTextAsync(page) : "";
        var (from, to) = (before.IndexOf(begin, StringComparison.Ordinal), before.IndexOf(end, StringComparison.Ordinal));
        var whole = new StringBuilder();
        if (from >= 0 && to > from) whole.Append(before.AsSpan(0, from));
        else whole.Append(before).Append(before.Length > 0 ? "\n" : "");
        whole.Append(begin).Append('\n').Append(text.ReplaceLineEndings("\n")).Append(end);
        if (from >= 0 && to > from) whole.Append(before.AsSpan(to + end.Length));
        else whole.Append('\n');
        await File.WriteAllTextAsync(page, whole.ToString());
    }
}
