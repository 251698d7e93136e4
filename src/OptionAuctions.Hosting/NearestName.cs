namespace OptionAuctions.Hosting;

/// <summary>Finds the name that a misspelled one was meant to be: by Levenshtein distance, without regard to case.</summary>
internal static class NearestName
{
    /// <summary>
    /// Returns the nearest of some names; <see langword="null"/> when none is near. A name of five letters may differ by one letter, one of ten by two, and
    /// so on.
    /// </summary>
    public static string? To(string name, IEnumerable<string> names) => names
        .Select(other => (Name: other, Distance: Distance(name.ToUpperInvariant(), other.ToUpperInvariant())))
        .Where(other => other.Distance <= Math.Max(1, other.Name.Length / 5))
        .OrderBy(other => other.Distance)
        .FirstOrDefault().Name;

    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
