using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace OptionAuctions.Export.Tables;

/// <summary>The names of enumeration values in exported text: lower case with hyphens, as <c>no-cancel</c>; of flags several, separated by a space.</summary>
internal static partial class ValueNames
{
    /// <summary>Returns the name of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => Cache<T>.Names.GetOrAdd(value, static one => Make($"{one}"));

    /// <summary>Returns the name of a value; <see langword="null"/> for the first one of the enumeration, which says that there is nothing.</summary>
    public static string? OfSome<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? null : Of(value);

    private static string Make(string name) => Hyphens().Replace(name, "-$0").ToLowerInvariant().Replace(",", "", StringComparison.Ordinal);

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Hyphens();

    private static class Cache<T>
        where T : struct, Enum
    {
        public static readonly ConcurrentDictionary<T, string> Names = [];
    }
}
