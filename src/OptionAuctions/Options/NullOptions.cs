using System.Collections;
using System.Reflection;

namespace OptionAuctions;

/// <summary>
/// Finds the options that are <see langword="null"/> and may not be, which only code can make them: texts, addresses, groups, lists and their items.
/// </summary>
internal static class NullOptions
{
    /// <summary>Returns a sentence for each, which begins with its key.</summary>
    public static IReadOnlyList<string> In(FeedOptions options) =>
        [.. KeysIn(options, FeedOptions.Section).Select(key => $"{key} is null; left as it is, it has its default")];

    private static IEnumerable<string> KeysIn(object value, string key)
    {
        if (value is IList list) return list.Cast<object?>().SelectMany((item, i) => Keys(item, $"{key}:{i}"));
        var nullability = new NullabilityInfoContext();
        return value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod?.IsPublic == true && !property.PropertyType.IsValueType)
            .Where(property => nullability.Create(property).WriteState != NullabilityState.Nullable)
            .SelectMany(property => Keys(property.GetValue(value), $"{key}:{property.Name}"));
    }

    private static IEnumerable<string> Keys(object? value, string key) => value is null ? [key] : KeysIn(value, key);
}
