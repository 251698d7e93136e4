namespace OptionAuctions.Cli.Histories;

/// <summary>A row of blocks whose heights are the values, from the lowest to the highest of them.</summary>
internal static class SparkLine
{
    private const string Blocks = "▁▂▃▄▅▆▇█", None = "·", Middle = "▄";

    /// <summary>Returns a character for each value: a dot where there is none, blocks of middle height when all are the same.</summary>
    public static string Of(IReadOnlyList<decimal?> values)
    {
        var (low, high) = (values.Min() ?? 0, values.Max() ?? 0);
        return string.Concat(values.Select(value => value is not { } known ? None
            : high == low ? Middle
            : Blocks.Substring((int)Math.Round((known - low) / (high - low) * (Blocks.Length - 1), MidpointRounding.AwayFromZero), 1)));
    }
}
