using System.Text.RegularExpressions;

namespace OptionAuctions.Tests.Architecture;

/// <summary>The log lines of the shipped packages.</summary>
public sealed partial class LogSpecs
{
    [Fact]
    public void A_value_in_a_log_line_has_a_name()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .ToDictionary(file => file, File.ReadAllText);

        Assert.Contains(sources.Values, text => Call().IsMatch(text)); // there are log lines to look at
        Assert.Empty(sources.SelectMany(source => Call().Matches(source.Value)
            .Where(call => call.Groups["interpolated"].Success || Numbered().IsMatch(call.Value))
            .Select(call => $"{Path.GetFileName(source.Key)}: {call.Value}")));
    }

    /// <summary>A call of a logger with a text, up to the end of the text.</summary>
    [GeneratedRegex(@"_?[lL]og(?:ger)?\.(?:Log)?(?:Debug|Info|Information|Warning|Error|Critical)\((?:[\w.]+,)?\s*(?<interpolated>\$)?""[^""]*""")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Numbered();
}
