using System.Numerics;

namespace OptionAuctions.Cli.Surveys;

/// <summary>
/// A histogram of whole numbers in classes that grow with the number, below 1 % of it, so that quantiles of any number of values need little memory.
/// </summary>
internal sealed class LogHistogram
{
    private const int SubBits = 7, Subs = 1 << SubBits;

    private readonly Dictionary<int, long> _classes;

    public LogHistogram() : this([]) { }

    private LogHistogram(Dictionary<int, long> classes) => _classes = classes;

    /// <summary>Number of values.</summary>
    public long Count { get; private set; }

    /// <summary>The smallest value, exactly; 0 without values.</summary>
    public long Min { get; private set; }

    /// <summary>The largest value, exactly; 0 without values.</summary>
    public long Max { get; private set; }

    /// <summary>Adds a value, which can be negative.</summary>
    public void Add(long value)
    {
        (Min, Max) = Count == 0 ? (value, value) : (Math.Min(Min, value), Math.Max(Max, value));
        Count++;
        var ofValue = value < 0 ? ~ClassOf(~value) : ClassOf(value);
        _classes[ofValue] = _classes.GetValueOrDefault(ofValue) + 1;
    }

    /// <summary>Returns one with the same values, to which further ones can be added.</summary>
    public LogHistogram Copy() => new(new Dictionary<int, long>(_classes)) { Count = Count, Min = Min, Max = Max };

    /// <summary>Returns the value that a share of the values does not exceed, to 1 %; 0 without values.</summary>
    public long Quantile(double share)
    {
        var left = Math.Max(1, (long)Math.Ceiling(Count * share));
        foreach (var (one, count) in _classes.OrderBy(one => one.Key))
            if ((left -= count) <= 0) return Math.Clamp(one < 0 ? ~Lowest(~one) : Lowest(one + 1) - 1, Min, Max);
        return Max;
    }

    private static int ClassOf(long value)
    {
        if (value < Subs) return (int)value;
        var shift = BitOperations.Log2((ulong)value) - SubBits;
        return ((shift + 1) * Subs) + (int)(value >> shift) - Subs;
    }

    private static long Lowest(int ofClass) => ofClass < Subs ? ofClass : (long)((ofClass % Subs) + Subs) << ((ofClass / Subs) - 1);
}
