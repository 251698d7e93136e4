using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace OptionAuctions.Hosting;

/// <summary>A key that no option has is a typing mistake, and its default would be used in silence.</summary>
internal static class UnknownKeys
{
    private const string
        AppKeyForm = $"an app key is {FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:0:AppKey and :AppSecret",
        SeriesForm = $"series are {FeedOptions.Section}:{nameof(FeedOptions.Series)}:0:Underlying, :Kind, :Expiries and :Atm";

    /// <summary>A sentence on each such key of the section, and of the items of its lists.</summary>
    public static IEnumerable<string> In(IConfigurationSection section) => In(section, typeof(FeedOptions));

    private static IEnumerable<string> In(IConfigurationSection section, Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToArray();
        foreach (var child in section.GetChildren())
        {
            var known = properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (known is null)
                yield return $"{child.Path} is not an option; those there are: {string.Join(", ", properties.Select(p => p.Name))}";
            else if (known.PropertyType == typeof(List<AppKeyOptions>))
                foreach (var problem in InItems(child, typeof(AppKeyOptions), AppKeyForm)) yield return problem;
            else if (known.PropertyType == typeof(List<SeriesOptions>))
                foreach (var problem in InItems(child, typeof(SeriesOptions), SeriesForm)) yield return problem;
            if (known?.PropertyType.IsAssignableTo(typeof(System.Collections.IList)) == true && !string.IsNullOrEmpty(child.Value)) // it may be a secret: it is not shown
                yield return $"{child.Path} is a list, and no single value; its first item is {child.Path}:0";
        }
    }

    /// <summary>A value where the list has its items would be passed over, and somebody's key with it.</summary>
    private static IEnumerable<string> InItems(IConfigurationSection list, Type type, string form) => list.GetChildren().SelectMany(item =>
        string.IsNullOrEmpty(item.Value) ? In(item, type) : [$"{item.Path} is not an option; {form}"]);
}
