using System.Text.RegularExpressions;

namespace OptionAuctions.Cli.Output;

/// <summary>
/// Thins repeated log lines: of each kind of line so many are admitted in an interval, and the others are counted. Lines are of one kind when they
/// differ in their numbers only. Not thread-safe.
/// </summary>
/// <param name="linesOfAKind">Lines of one kind that are admitted in an interval.</param>
/// <param name="kinds">Kinds that are told apart; the lines of all further ones are of one kind.</param>
internal sealed partial class RepeatLimit(int linesOfAKind, int kinds)
{
    private const string Others = "";

    private readonly Dictionary<string, Count> _counts = [];

    /// <summary>True when lines have come in this interval.</summary>
    public bool IsCounting => _counts.Count > 0;

    /// <summary>Decides whether a line is written. Otherwise it is counted.</summary>
    public bool Admits(string line)
    {
        var kind = Number().Replace(line, "#");
        if (!_counts.TryGetValue(kind, out var count))
        {
            if (_counts.Count >= kinds) kind = Others;
            count = _counts.GetValueOrDefault(kind) ?? (_counts[kind] = new Count(kind == Others ? "lines of other kinds" : line));
        }

        count.Lines++;
        return count.Lines <= linesOfAKind;
    }

    /// <summary>Begins a new interval. Returns the lines that were thinned in the last one: the first of each kind, and how many were left out.</summary>
    public IReadOnlyList<(string Line, long LeftOut)> NextInterval()
    {
        var thinned = _counts.Values.Where(count => count.Lines > linesOfAKind).Select(count => (count.First, count.Lines - linesOfAKind)).ToArray();
        _counts.Clear();
        return thinned;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    private sealed class Count(string first)
    {
        public string First { get; } = first;

        public long Lines { get; set; }
    }
}
