using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>
/// Finds what is wrong with a section before it is bound to options: keys that are no options, values that are not of their type, items without a value.
/// The binder of configurations would skip most of these without notice.
/// </summary>
internal static class SectionProblems
{
    private const string
        AppKeyForm = $"an app key is {FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:0:AppKey and :AppSecret",
        SeriesForm = $"series are {FeedOptions.Section}:{nameof(FeedOptions.Series)}:0:Underlying, :Kind, :Expiries and :Atm";

    private const string HistoryKey = "Postgres";

    /// <summary>Returns a sentence for each problem of the section, of its groups, and of the items of its lists. It names the key.</summary>
    public static IEnumerable<string> In(IConfigurationSection section) => OfObject(section, typeof(FeedOptions), RenamedKeys.Hint);

    private static IEnumerable<string> OfObject(IConfigurationSection section, Type type, Func<string, string?>? hint = null)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true).ToArray();
        return section.GetChildren().Where(child => !FeedSection.IsOfOtherFeeds(section, child.Path)).SelectMany(child =>
            FeedSection.IsOfHistory(section, child.Path) ? OfHistory(child)
            : properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } known
                ? OfProperty(child, known.PropertyType)
                : [$"{child.Path} {hint?.Invoke(child.Key) ?? IsNoOption(child.Key, [.. properties.Select(p => p.Name)])}"]);
    }

    /// <summary>The section of a history is read by who keeps one. Its only value is a secret.</summary>
    private static IEnumerable<string> OfHistory(IConfigurationSection history) => HasValue(history)
        ? [$"{history.Path} is a group of options, and no single value; they are: {HistoryKey}"]
        : history.GetChildren().Where(child => !child.Key.Equals(HistoryKey, StringComparison.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} {IsNoOption(child.Key, [HistoryKey])}");

    private static IEnumerable<string> OfProperty(IConfigurationSection child, Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? OfList(child, type.GetGenericArguments()[0])
        : IsGroup(type) ? OfGroup(child, type)
        : OfValue(child, type);

    private static IEnumerable<string> OfGroup(IConfigurationSection group, Type type) => HasValue(group)
        ? [$"{group.Path} is a group of options, and no single value; they are: {string.Join(", ", type.GetProperties().Select(p => p.Name))}"]
        : OfObject(group, type);

    private static IEnumerable<string> OfList(IConfigurationSection list, Type type) => HasValue(list)
        ? [$"{list.Path} is a list, and no single value; its first item is {list.Path}:0"] // the value may be a secret, so that it is not shown
        : list.GetChildren().SelectMany(item => OfItem(item, type));

    private static IEnumerable<string> OfItem(IConfigurationSection item, Type type)
    {
        var form = type == typeof(AppKeyOptions) ? AppKeyForm : type == typeof(SeriesQuery) ? SeriesForm : null;
        if (!HasValue(item) && !item.GetChildren().Any()) return [$"{item.Path} is empty{(form is null ? "" : $"; {form}")}"];
        if (form is null) return OfValue(item, type);
        return HasValue(item) ? [$"{item.Path} is not an option; {form}"] : OfObject(item, type);
    }

    private static IEnumerable<string> OfValue(IConfigurationSection value, Type type)
    {
        if (value.GetChildren().FirstOrDefault() is { } part) return [$"{part.Path} is not an option: {value.Path} is a single value"];
        return HasValue(value) && OptionText.ProblemOf(value.Path, value.Value!, type) is { } problem ? [problem] : [];
    }

    private static string IsNoOption(string key, string[] options) =>
        $"is not an option; those there are: {string.Join(", ", options)}{(NearestName.To(key, options) is { } nearest ? $"; the nearest is {nearest}" : "")}";

    private static bool HasValue(IConfigurationSection section) => !string.IsNullOrWhiteSpace(section.Value);

    private static bool IsGroup(Type type) => type.Namespace == typeof(FeedOptions).Namespace && type.Name.EndsWith("Options", StringComparison.Ordinal);
}
