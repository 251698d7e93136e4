using System.ComponentModel;

namespace OptionAuctions.Hosting;

/// <summary>Checks whether a configured text can be converted to an option's type, as the binder of configurations does it.</summary>
internal static class OptionText
{
    /// <summary>Returns a sentence on a text that cannot be converted, with the values that are allowed; <see langword="null"/> when it can be.</summary>
    public static string? ProblemOf(string key, string text, Type type)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return null;
        }
        catch (Exception cause) when (cause is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            var shown = type == typeof(Uri) ? "" : $" '{text}'"; // an address may hold a password
            return $"Failed to convert configuration value{shown} at '{key}': it has to be {FormOf(type)}";
        }
    }

    private static string FormOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        { IsEnum: true } options => string.Join(", ", Enum.GetNames(options)),
        var other when other == typeof(TimeSpan) => "a duration: hours:minutes:seconds, with days and a point before them, as 00:00:05 or 3.00:00:00",
        var other when other == typeof(Uri) => "an address, scheme://host:port/path",
        var other when other == typeof(bool) => "true or false",
        _ => "a whole number",
    };
}
