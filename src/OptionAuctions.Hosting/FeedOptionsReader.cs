using System.Reflection;
using Microsoft.Extensions.Configuration;
using OptionAuctions.Wire;

namespace OptionAuctions.Hosting;

/// <summary>Configuration to options. What is unknown or impossible fails here, by its key, before anything is started.</summary>
public static class FeedOptionsReader
{
    /// <summary>Reads the section <see cref="FeedOptions.Section"/> of a host's configuration.</summary>
    /// <param name="configuration">The host's configuration, whole.</param>
    /// <param name="change">Has the last word, before the options are checked.</param>
    /// <exception cref="FeedOptionsException">A key is unknown, or a value impossible.</exception>
    public static FeedOptions Read(IConfiguration configuration, Action<FeedOptions>? change = null)
    {
        var section = configuration.GetSection(FeedOptions.Section);
        var unknown = UnknownKeys(section, typeof(FeedOptions)).ToArray();
        if (unknown.Length > 0) throw new FeedOptionsException(unknown);

        var options = new FeedOptions();
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException cause) // names the key and the value; no secret is ever converted to a number
        {
            throw new FeedOptionsException([cause.Message]);
        }

        return Check(options, change);
    }

    /// <summary>Options made in code, checked; the codes file is read into them.</summary>
    /// <exception cref="FeedOptionsException">A value is impossible, or the codes file cannot be read.</exception>
    public static FeedOptions Check(FeedOptions options, Action<FeedOptions>? change = null)
    {
        change?.Invoke(options);
        var problems = new List<string>();
        if (options.CodesFile.Length > 0) options.Codes.AddRange(CodesOf(options.CodesFile, problems));
        options.CodesFile = "";
        problems.AddRange(FeedOptionsValidation.Check(options));
        return problems.Count == 0 ? options : throw new FeedOptionsException(problems);
    }

    private static List<string> CodesOf(string file, List<string> problems)
    {
        var codes = new List<string>();
        const string key = $"{FeedOptions.Section}:{nameof(FeedOptions.CodesFile)}";
        try
        {
            var number = 0;
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, file)))
            {
                number++;
                var code = line.Split('#')[0].Trim();
                if (code.Length == 0) continue;
                if (OptionCode.TryParse(code, out _)) codes.Add(code);
                else problems.Add($"{key} '{file}', line {number}: '{code}' is not an option code: one to {OptionCode.MaxLength} of A-Z and 0-9");
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            problems.Add($"{key} '{file}' cannot be read: {cause.Message}");
        }

        return codes;
    }

    /// <summary>A key that no option has is a typing mistake, and its default would be used in silence.</summary>
    private static IEnumerable<string> UnknownKeys(IConfigurationSection section, Type type)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).ToArray();
        foreach (var child in section.GetChildren())
        {
            if (properties.FirstOrDefault(p => p.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is not { } known)
                yield return $"{child.Path} is not an option; those there are: {string.Join(", ", properties.Select(p => p.Name))}";
            else if (known.PropertyType == typeof(List<AppKeyOptions>))
                foreach (var problem in child.GetChildren().SelectMany(UnknownKeysOfAppKey)) yield return problem;
        }
    }

    /// <summary>A value where the list has its items would be passed over, and somebody's key with it.</summary>
    private static IEnumerable<string> UnknownKeysOfAppKey(IConfigurationSection item) => string.IsNullOrEmpty(item.Value)
        ? UnknownKeys(item, typeof(AppKeyOptions))
        : [$"{item.Path} is not an option; an app key is {FeedOptions.Section}:{nameof(FeedOptions.AppKeys)}:0:AppKey and :AppSecret"];
}
