using System.Runtime.CompilerServices;

namespace OptionAuctions.Tests.Codes.Oracle;

/// <summary>
/// A histogram of the age of records at their arrival: receive time less the venue's own time, which the venue rounds down to a second. It
/// counts in ten classes; nothing is kept of a single record.
/// </summary>
internal record struct OracleAges
{
    private Counts _counts;

    /// <summary>Upper bounds of all classes but the last, seconds. The first class holds negative ages: the two clocks differ.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0, 1, 1.5, 2, 3, 5, 10, 30, 60];

    /// <summary>Number of records counted.</summary>
    public readonly long Count
    {
        get
        {
            long sum = 0;
            foreach (var count in (ReadOnlySpan<int>)_counts) sum += count;
            return sum;
        }
    }

    /// <summary>Number of records in one class, from 0 to the number of <see cref="Bounds"/>.</summary>
    public readonly int this[int index] => _counts[index];

    /// <summary>
    /// The smallest of the <see cref="Bounds"/> that a share of the records did not exceed; <see cref="TimeSpan.MaxValue"/> when the share
    /// lies beyond the last bound, <see langword="null"/> without records.
    /// </summary>
    /// <param name="share">Share of the records, 0 to 1, for example 0.99.</param>
    public readonly TimeSpan? Quantile(double share)
    {
        var remaining = (long)Math.Ceiling(Count * share);
        if (Count == 0) return null;
        for (var i = 0; i < Bounds.Count; i++)
            if ((remaining -= _counts[i]) <= 0) return TimeSpan.FromSeconds(Bounds[i]);
        return TimeSpan.MaxValue;
    }

    internal void Add(long ticks) => _counts[Class(ticks)]++;

    private static int Class(long ticks) => ticks switch
    {
        < 0 => 0,
        <= TimeSpan.TicksPerSecond => 1,
        <= TimeSpan.TicksPerSecond * 3 / 2 => 2,
        <= TimeSpan.TicksPerSecond * 2 => 3,
        <= TimeSpan.TicksPerSecond * 3 => 4,
        <= TimeSpan.TicksPerSecond * 5 => 5,
        <= TimeSpan.TicksPerSecond * 10 => 6,
        <= TimeSpan.TicksPerSecond * 30 => 7,
        <= TimeSpan.TicksPerSecond * 60 => 8,
        _ => 9,
    };

    [InlineArray(10)]
    private struct Counts : IEquatable<Counts>
    {
        private int _first;

        public readonly bool Equals(Counts other) => ((ReadOnlySpan<int>)this).SequenceEqual(other);

        public override readonly bool Equals(object? obj) => obj is Counts other && Equals(other);

        public override readonly int GetHashCode() => _first;
    }
}
