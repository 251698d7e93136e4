using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>Finds configuration keys that are no options. Each is a typing mistake or an old name, and the default would be used without notice.</summary>
internal static class UnknownKeys
{
    private const string
        AppKeyForm = $"an app key is {FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:0:AppKey and :AppSecret",
        SeriesForm = $"series are {FeedOptions.Section}:{nameof(FeedOptions.Series)}:0:Underlying, :Kind, :Expiries and :Atm";

    /// <summary>Returns a sentence for each such key of the section, of its groups, and of the items of its lists.</summary>
    public static IEnumerable<string> In(IConfigurationSection section) => In(section, typeof(FeedOptions), RenamedKeys.Hint);

    private static IEnumerable<string> In(IConfigurationSection section, Type type, Func<string, string?>? hint = null)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true).ToArray();
        foreach (var child in section.GetChildren())
        {
            var known = properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (known is null)
            {
                var reason = hint?.Invoke(child.Key) ?? $"is not an option; those there are: {string.Join(", ", properties.Select(p => p.Name))}";
                yield return $"{child.Path} {reason}";
            }
            else
                foreach (var problem in OfKnown(child, known.PropertyType)) yield return problem;
        }
    }

    private static IEnumerable<string> OfKnown(IConfigurationSection child, Type type)
    {
        if (type == typeof(List<AppKeyOptions>))
            foreach (var problem in InItems(child, typeof(AppKeyOptions), AppKeyForm)) yield return problem;
        else if (type == typeof(List<SeriesQuery>))
            foreach (var problem in InItems(child, typeof(SeriesQuery), SeriesForm)) yield return problem;
        else if (IsGroup(type))
            foreach (var problem in In(child, type)) yield return problem;

        if (string.IsNullOrEmpty(child.Value)) yield break;
        if (type.IsAssignableTo(typeof(IList))) // the value may be a secret, so that it is not shown
            yield return $"{child.Path} is a list, and no single value; its first item is {child.Path}:0";
        if (IsGroup(type))
            yield return $"{child.Path} is a group of options, and no single value; they are: {string.Join(", ", type.GetProperties().Select(p => p.Name))}";
    }

    private static bool IsGroup(Type type) => type.Namespace == typeof(FeedOptions).Namespace && type.Name.EndsWith("Options", StringComparison.Ordinal);

    /// <summary>Checks the items of a list. The binder would skip a plain value in the place of an item, and with it an app key.</summary>
    private static IEnumerable<string> InItems(IConfigurationSection list, Type type, string form) => list.GetChildren().SelectMany(item =>
        string.IsNullOrEmpty(item.Value) ? In(item, type) : [$"{item.Path} is not an option; {form}"]);
}
